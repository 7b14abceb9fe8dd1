package com.paidhr.messenger.streams.domain;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is there.
 *
 * @param lastSeenAt when a device of the user was last connected; null when that is not known
 */
public record Presence(State state, @Nullable Instant lastSeenAt) {

  /** Nothing is known. */
  public static final Presence UNKNOWN = new Presence(State.OFFLINE, null);

  /** The best of the states of all devices. */
  public enum State {
    ONLINE,
    AWAY,
    OFFLINE;

    /** As clients see it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
