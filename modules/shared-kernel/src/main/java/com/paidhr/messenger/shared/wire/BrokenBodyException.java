package com.paidhr.messenger.shared.wire;

import io.helidon.webserver.CloseConnectionException;

/** The body of the present request breaks off, is malformed, or takes too long. */
public final class BrokenBodyException extends CloseConnectionException {
  private static final long serialVersionUID = 1L;

  private final boolean isLate;

  BrokenBodyException(boolean isLate, String reason) {
    super(reason);
    this.isLate = isLate;
  }

  /** Whether the body took too long, or else was wrong. */
  public boolean isLate() {
    return isLate;
  }
}
