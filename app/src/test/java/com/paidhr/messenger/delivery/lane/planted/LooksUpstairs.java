package com.paidhr.messenger.delivery.lane.planted;

import com.paidhr.messenger.delivery.replay.Replays;

/** Uses a room above its own. */
public final class LooksUpstairs {
  private LooksUpstairs() {}

  public static String upstairs() {
    return Replays.class.getName();
  }
}
