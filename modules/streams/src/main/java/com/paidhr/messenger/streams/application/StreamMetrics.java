package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.streams.domain.Goodbye;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What streams count. Labels are bounded: no ids, no free text. */
@ApplicationScoped
public class StreamMetrics {
  private static final String PREFIX = "messenger_streams_";

  private final MetricRegistry registry;
  private final Map<Count, Counter> counters = new EnumMap<>(Count.class);
  private final Map<Goodbye, Counter> closed = new EnumMap<>(Goodbye.class);

  @Inject
  StreamMetrics(MetricRegistry registry) {
    this.registry = registry;
    for (Count count : Count.values()) {
      counters.put(count, registry.counter(described(count.name(), count.description), new Tag[0]));
    }
    for (Goodbye reason : Goodbye.values()) {
      closed.put(
          reason,
          registry.counter(
              described("CLOSED", "Streams that this node ended, by reason"),
              new Tag("reason", reason.reason())));
    }
  }

  /** What is counted. */
  enum Count {
    OPENED("Streams opened"),
    EVENTS("Events written to clients"),
    GAPS("Times a client had to fetch what an inbox could not tell");

    private final String description;

    Count(String description) {
      this.description = description;
    }
  }

  void count(Count what) {
    count(what, 1);
  }

  void count(Count what, long times) {
    Counter counter = counters.get(what);
    if (counter != null) {
      counter.inc(times);
    }
  }

  void closed(Goodbye why) {
    Counter counter = closed.get(why);
    if (counter != null) {
      counter.inc();
    }
  }

  void show(IntSupplier connected) {
    registry.gauge(
        described("CONNECTED", "Clients connected now"), connected::getAsInt, new Tag[0]);
  }

  private static Metadata described(String name, String description) {
    return Metadata.builder()
        .withName(PREFIX + name.toLowerCase(Locale.ROOT))
        .withDescription(description)
        .build();
  }
}
