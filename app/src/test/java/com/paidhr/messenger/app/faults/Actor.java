package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.testsupport.ApiClient;
import java.util.List;
import java.util.Random;

/** A user with one client per node. */
record Actor(String name, String id, List<ApiClient> doors) {

  ApiClient anyDoor(Random random) {
    return doors.get(random.nextInt(doors.size()));
  }
}
