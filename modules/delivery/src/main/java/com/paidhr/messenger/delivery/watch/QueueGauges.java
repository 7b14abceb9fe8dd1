package com.paidhr.messenger.delivery.watch;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.guard.Breaker;
import com.paidhr.messenger.delivery.guard.Breakers;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the queue's numbers per partition, and the breakers. Asks Redis once a second at most. */
@ApplicationScoped
class QueueGauges {
  private static final Logger LOG = LoggerFactory.getLogger(QueueGauges.class);
  private static final String PREFIX = "messenger_delivery_";
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final MetricRegistry registry;
  private final DeliveryQueue queue;
  private final Breakers breakers;
  private List<PartitionStats> stats = List.of();
  private long askedAt;

  @Inject
  QueueGauges(MetricRegistry registry, DeliveryQueue queue, Breakers breakers) {
    this.registry = registry;
    this.queue = queue;
    this.breakers = breakers;
  }

  void register(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    for (int partition = 0; partition < queue.partitions(); partition++) {
      Tag tag = new Tag("partition", Integer.toString(partition));
      gauge("depth", "Jobs that wait to be taken", partition, tag, PartitionStats::depth);
      gauge("in_flight", "Jobs taken and not done", partition, tag, PartitionStats::inFlight);
      gauge("delayed", "Jobs that are not due yet", partition, tag, PartitionStats::delayed);
      gauge(
          "oldest_age_seconds",
          "Age of the oldest job that is not done",
          partition,
          tag,
          stats -> stats.oldest().toMillis() / 1_000.0);
      gauge("queue_bytes", "Memory of waiting jobs", partition, tag, PartitionStats::bytes);
    }
    for (Breaker breaker : breakers.all()) {
      registry.gauge(
          metadata("breaker_open", "1 while the circuit breaker refuses calls, else 0"),
          breaker,
          b -> b.state() == Breaker.State.OPEN ? 1.0 : 0.0,
          new Tag("breaker", breaker.name()));
    }
  }

  private void gauge(
      String name,
      String description,
      int partition,
      Tag tag,
      ToDoubleFunction<PartitionStats> number) {
    registry.gauge(
        metadata(name, description),
        this,
        gauges ->
            gauges.stats().stream()
                .filter(stats -> stats.partition() == partition)
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN),
        tag);
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(PREFIX + name).withDescription(description).build();
  }

  private synchronized List<PartitionStats> stats() {
    long now = System.nanoTime();
    if (askedAt == 0 || now - askedAt > FRESH_NANOS) {
      askedAt = now;
      try {
        stats = queue.stats();
      } catch (RuntimeException e) {
        LOG.debug("The queue's numbers are unknown: {}", e.toString());
        stats = List.of();
      }
    }
    return stats;
  }
}
