package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;

/**
 * What arrived is not a request that is served; the connection ends after the answer. The reasons
 * are words of ours, never of the client, so they may be logged and answered. Without a stack
 * trace, since strangers cause it as often as they like.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;

  RefusedException(ProblemType type, String reason) {
    super(reason, null, false, false);
    this.type = type;
  }

  static RefusedException malformed(String reason) {
    return new RefusedException(ProblemType.MALFORMED_REQUEST, reason);
  }

  ProblemType type() {
    return type;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
