package com.paidhr.messenger.delivery.guard;

import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Unguarded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The last step of a delivery, to the inboxes. Repeating a command is safe: an inbox takes or tells
 * a message once, and a lane never goes back. A write whose answer was lost answers as if another
 * worker had made it. There is no fallback: while inboxes do not answer the round ends, and its
 * jobs stay taken and are done again.
 *
 * <p>All commands share one method, since the platform keeps a breaker and a bulkhead per method:
 * so a Redis that fails at one of them is spared the others as well. An inbox that refuses a
 * message, or whose lane holds no number, has answered: that neither is repeated nor opens the
 * breaker.
 */
@ApplicationScoped
public class InboxTransport {
  private final Inboxes inboxes;

  @Inject
  InboxTransport(@Unguarded Inboxes inboxes) {
    this.inboxes = inboxes;
  }

  /** Gives inboxes a command that may be repeated. */
  @Retry(
      maxRetries = 2,
      delay = 50,
      jitter = 50,
      abortOn = {
        IllegalStateException.class,
        NumberFormatException.class,
        CircuitBreakerOpenException.class
      })
  @Timeout(value = 5, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(
      requestVolumeThreshold = 8,
      failureRatio = 0.5,
      delay = 1_000,
      skipOn = {IllegalStateException.class, NumberFormatException.class})
  @Bulkhead(64)
  public <T> T send(Function<Inboxes, T> command) {
    return command.apply(inboxes);
  }
}
