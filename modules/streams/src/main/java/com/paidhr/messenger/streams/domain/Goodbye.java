package com.paidhr.messenger.streams.domain;

import java.util.Locale;

/** Why a stream ends, and what the client is to do about it. */
public enum Goodbye {
  /** The token has expired or its session has ended. */
  SIGN_IN_AGAIN(4401),
  /** The client reads too slowly; nothing is lost, it may go on at its cursor. */
  TOO_SLOW(4408),
  /** This node stops, or has no room; another one has, or this one later. */
  TRY_LATER(1012),
  /** Nothing more will come: a long poll is answered, or the client took leave. */
  DONE(1000);

  private final int closeCode;

  Goodbye(int closeCode) {
    this.closeCode = closeCode;
  }

  /** The code with which a WebSocket is closed. */
  public int closeCode() {
    return closeCode;
  }

  /** As the event {@code goodbye} says it. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
