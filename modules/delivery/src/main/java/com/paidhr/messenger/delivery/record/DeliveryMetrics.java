package com.paidhr.messenger.delivery.record;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** What delivery counts. Labels are bounded: no ids, no free text. */
@ApplicationScoped
public class DeliveryMetrics {
  private static final String PREFIX = "messenger_delivery_";

  private final Map<Count, Counter> counters = new EnumMap<>(Count.class);
  private final Timer latency;

  @Inject
  DeliveryMetrics(MetricRegistry registry) {
    this.latency =
        registry.timer(
            Metadata.builder()
                .withName(PREFIX + "latency")
                .withDescription("Time from accepting a message to a recipient having it")
                .withUnit("seconds")
                .build());
    for (Count count : Count.values()) {
      counters.put(count, registry.counter(metadata(count), new Tag[0]));
    }
  }

  /**
   * Makes this when the program has started, so that what has not happened yet is told as 0, and
   * not before the platform has read which buckets the times have.
   */
  void start(
      @Observes @Priority(Integer.MAX_VALUE) @Initialized(ApplicationScoped.class) Object event) {}

  /** What is counted. */
  public enum Count {
    PUBLISHED("Jobs added to the queue"),
    UNPUBLISHED("Accepted messages that were left to the redriver"),
    REDRIVEN("Messages published again by the redriver"),
    DELIVERED("Deliveries that reached their recipient's inbox"),
    RETRIED("Attempts that failed and are repeated"),
    FAILED("Deliveries that were given up"),
    DEAD("Dead letters written"),
    DUPLICATES_SUPPRESSED("Deliveries that an inbox had already"),
    TAKEN_OVER("Jobs taken over from another worker");

    private final String description;

    Count(String description) {
      this.description = description;
    }
  }

  /** Adds to a counter. */
  public void add(Count count, long number) {
    Objects.requireNonNull(counters.get(count)).inc(number);
  }

  private static Metadata metadata(Count count) {
    return Metadata.builder()
        .withName(PREFIX + count.name().toLowerCase(Locale.ROOT))
        .withDescription(count.description)
        .build();
  }

  /** A recipient has got a message. */
  public void delivered(Duration sinceAccepted) {
    add(Count.DELIVERED, 1);
    latency.update(sinceAccepted.isNegative() ? Duration.ZERO : sinceAccepted);
  }
}
