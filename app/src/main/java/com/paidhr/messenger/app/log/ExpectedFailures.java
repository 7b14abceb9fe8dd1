package com.paidhr.messenger.app.log;

import com.paidhr.messenger.media.FileErasedException;
import com.paidhr.messenger.shared.stores.StoreOutages;
import com.paidhr.messenger.shared.wire.ClientGoneException;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what the libraries report as failures, with a stack trace for each request,
 * and is none of this program: a client that went away in the middle of its answer, a file that was
 * erased then, and a store that did not answer, of which a line of ours tells.
 */
public final class ExpectedFailures implements Filter {
  private static final String OURS = "com.paidhr.messenger.";

  @Override
  public boolean isLoggable(LogRecord logged) {
    @Nullable Throwable thrown = logged.getThrown();
    if (thrown == null) {
      return true;
    }
    if (ClientGoneException.isBehind(thrown) || FileErasedException.isBehind(thrown)) {
      return false;
    }
    if (logged.getLoggerName() != null && logged.getLoggerName().startsWith(OURS)) {
      return true;
    }
    Optional<RuntimeException> outage = StoreOutages.behind(thrown);
    outage.ifPresent(StoreOutages::tell);
    return outage.isEmpty();
  }
}
