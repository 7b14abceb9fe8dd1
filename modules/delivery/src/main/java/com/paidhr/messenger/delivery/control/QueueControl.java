package com.paidhr.messenger.delivery.control;

import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.Nodes;
import com.paidhr.messenger.delivery.guard.Breaker;
import com.paidhr.messenger.delivery.guard.Breakers;
import com.paidhr.messenger.delivery.publish.Redriver;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** What administrators see of the queue and do with it. */
@ApplicationScoped
public class QueueControl {
  private static final Duration WHEN_REDIS_IS_BACK = Duration.ofSeconds(5);

  private final DeliveryQueue queue;
  private final Nodes nodes;
  private final DeadLetters letters;
  private final Breakers breakers;
  private final Redriver redriver;
  private final AuditLog audit;

  @Inject
  QueueControl(
      DeliveryQueue queue,
      Nodes nodes,
      DeadLetters letters,
      Breakers breakers,
      Redriver redriver,
      AuditLog audit) {
    this.queue = queue;
    this.nodes = nodes;
    this.letters = letters;
    this.breakers = breakers;
    this.redriver = redriver;
    this.audit = audit;
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

  /** The nodes that are known, by name; 503 when the queue does not answer. */
  public List<Nodes.Node> nodes() {
    return reached(nodes::all);
  }

  /** Stops or goes on with handing out jobs, on every node. */
  public void pause(UserId actor, boolean paused) {
    reached(() -> {
      if (paused) {
        queue.pause();
      } else {
        queue.resume();
      }
      return paused;
    });
    audit.note(AuditEntry.of(actor, paused ? "queue.paused" : "queue.resumed"));
  }

  /** Publishes every message that a recipient waits for; says how many. */
  public int rebuild(UserId actor) {
    int published = reached(redriver::rebuild);
    audit.note(
        AuditEntry.of(actor, "queue.rebuilt").with("published", Integer.toString(published)));
    return published;
  }

  /** What a command answers; a refusal with status 503 when the queue does not answer. */
  static <T> T reached(Supplier<T> command) {
    try {
      return command.get();
    } catch (RuntimeException e) {
      if (!StoreFailures.isOfRedis(e) && !(e instanceof FaultToleranceException)) {
        throw e;
      }
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
