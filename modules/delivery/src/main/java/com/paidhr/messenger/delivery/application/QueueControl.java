package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import redis.clients.jedis.exceptions.JedisException;

/** What administrators see of the queue and do with it. */
@ApplicationScoped
public class QueueControl {
  private static final Duration WHEN_REDIS_IS_BACK = Duration.ofSeconds(5);

  private final DeliveryQueue queue;
  private final DeadLetters letters;
  private final Breakers breakers;
  private final Redriver redriver;

  @Inject
  QueueControl(DeliveryQueue queue, DeadLetters letters, Breakers breakers, Redriver redriver) {
    this.queue = queue;
    this.letters = letters;
    this.breakers = breakers;
    this.redriver = redriver;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected QueueControl() {
    this(null, null, null, null);
  }

  /** Everything there is to see; a refusal with status 503 when the queue does not answer. */
  public State state() {
    return reached(() ->
        new State(
            queue.isPaused(),
            queue.stats(),
            letters.count(new DeadLetters.Filter(null, null)),
            breakers.all()));
  }

  /** Stops or goes on with handing out jobs, on every node. */
  public void pause(boolean paused) {
    reached(() -> {
      if (paused) {
        queue.pause();
      } else {
        queue.resume();
      }
      return paused;
    });
  }

  /** Publishes every message that is SENT; says how many. */
  public int rebuild() {
    return reached(redriver::rebuild);
  }

  private static <T> T reached(Supplier<T> command) {
    try {
      return command.get();
    } catch (JedisException | FaultToleranceException e) {
      throw DomainException.unavailable(
          "The delivery queue does not answer", WHEN_REDIS_IS_BACK, e);
    }
  }

  /**
   * @param dead how many dead letters there are
   */
  public record State(
      boolean paused, List<PartitionStats> partitions, long dead, List<Breaker> breakers) {}
}
