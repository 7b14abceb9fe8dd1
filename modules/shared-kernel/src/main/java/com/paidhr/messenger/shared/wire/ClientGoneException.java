package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.Causes;
import io.helidon.webserver.CloseConnectionException;
import java.io.Serial;

/**
 * The client has ended the connection, or took so long that it was ended for it. Nobody reads the
 * answer, and nothing failed here, so nothing is logged of it.
 */
public final class ClientGoneException extends CloseConnectionException {
  @Serial private static final long serialVersionUID = 1L;

  ClientGoneException(Throwable cause) {
    super("The client is gone", cause);
  }

  /** Whether this failure comes from a client that is gone. */
  public static boolean isBehind(Throwable failure) {
    return Causes.of(failure).stream()
        .anyMatch(
            cause -> cause instanceof ClientGoneException || cause instanceof BrokenBodyException);
  }
}
