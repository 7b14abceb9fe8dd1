package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The last step of a delivery, into the inbox. Repeating it is safe, since an inbox takes a message
 * once. There is no fallback: while inboxes do not answer the round ends, and its jobs stay taken
 * and are done again.
 */
@ApplicationScoped
public class InboxTransport {
  private final Inboxes inboxes;

  @Inject
  InboxTransport(Inboxes inboxes) {
    this.inboxes = inboxes;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected InboxTransport() {
    this.inboxes = null;
  }

  /** See {@link Inboxes#append}. */
  @Retry(maxRetries = 2, delay = 50, jitter = 50, abortOn = CircuitBreakerOpenException.class)
  @Timeout(value = 5, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000)
  @Bulkhead(64)
  public List<Appended> append(List<Append> lanes) {
    return inboxes.append(lanes);
  }
}
