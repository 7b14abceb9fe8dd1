package com.paidhr.messenger.app.log;

import com.paidhr.messenger.shared.wire.ClientGoneException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what the libraries report as failures and is only a client that went away in
 * the middle of a request.
 */
public final class ClientsThatLeft implements Filter {
  @Override
  public boolean isLoggable(LogRecord logged) {
    @Nullable Throwable thrown = logged.getThrown();
    return thrown == null || !ClientGoneException.isBehind(thrown);
  }
}
