package com.paidhr.messenger.app.log;

import com.paidhr.messenger.shared.FileErasedException;
import com.paidhr.messenger.shared.stores.StoreOutages;
import com.paidhr.messenger.shared.wire.ClientGoneException;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what the libraries report as failures, with a stack trace for each request,
 * and is none of this program: a client that went away in the middle of its answer, a file that was
 * erased then, and a store that did not answer, of which a line of ours tells. A parameter that is
 * wrong is answered, and told by Jersey as a failure of its own where several are read at once.
 */
public final class ExpectedFailures implements Filter {
  private static final String OURS = "com.paidhr.messenger.";
  private static final String JERSEYS = "org.glassfish.jersey.internal.Errors";
  private static final String WRONG_PARAMETER = "org.glassfish.jersey.server.ParamException";

  @Override
  public boolean isLoggable(LogRecord logged) {
    @Nullable Throwable thrown = logged.getThrown();
    if (thrown == null) {
      return !isOfAParameter(logged);
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

  private static boolean isOfAParameter(LogRecord logged) {
    return JERSEYS.equals(logged.getLoggerName())
        && String.valueOf(logged.getMessage()).contains(WRONG_PARAMETER);
  }
}
