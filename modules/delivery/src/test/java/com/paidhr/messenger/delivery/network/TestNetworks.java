package com.paidhr.messenger.delivery.network;

import java.time.Clock;
import java.time.Duration;

/** Networks for tests. */
public final class TestNetworks {
  private TestNetworks() {}

  /** A network that is perfect where no profile is set. */
  public static Network over(NetworkProfiles profiles, Clock clock) {
    return new Network(profiles, new NetworkSettings(Duration.ZERO, 0), clock);
  }
}
