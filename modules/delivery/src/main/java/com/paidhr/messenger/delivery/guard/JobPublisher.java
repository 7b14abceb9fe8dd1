package com.paidhr.messenger.delivery.guard;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Adds jobs to the queue. Repeating it is safe: a job that is there twice is delivered once. A full
 * queue is no failure of the queue, so it neither is repeated nor opens the breaker.
 */
@ApplicationScoped
public class JobPublisher {
  private final DeliveryQueue queue;
  private final Breakers breakers;

  @Inject
  public JobPublisher(DeliveryQueue queue, Breakers breakers) {
    this.queue = queue;
    this.breakers = breakers;
  }

  /** Adds jobs, or says why not. See {@link DeliveryQueue#publish}. */
  @Retry(
      maxRetries = 2,
      delay = 20,
      jitter = 20,
      abortOn = {QueueFullException.class, CircuitBreakerOpenException.class})
  @Timeout(value = 3, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      failureRatio = 0.5,
      delay = 1_000,
      skipOn = QueueFullException.class)
  @Bulkhead(8)
  @Fallback(PublicationRefused.class)
  public Publication publish(List<? extends Job> jobs) {
    queue.publish(jobs);
    breakers.publishing().succeeded();
    return Publication.ADDED;
  }
}
