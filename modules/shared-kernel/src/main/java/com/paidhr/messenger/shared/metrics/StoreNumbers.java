package com.paidhr.messenger.shared.metrics;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Where the clients of the stores tell their numbers; nowhere where a slice has no metrics. They
 * are made before the platform has read which buckets its histograms have, and a timer keeps those
 * that it began with: so the registry is asked for when the program has started.
 */
@ApplicationScoped
public class StoreNumbers {
  private final Instance<MetricRegistry> registry;
  private final List<Consumer<MetricRegistry>> gauges = new ArrayList<>();
  private volatile Optional<MetricRegistry> found = Optional.empty();

  @Inject
  StoreNumbers(Instance<MetricRegistry> registry) {
    this.registry = registry;
  }

  synchronized void start(
      @Observes @Priority(Integer.MAX_VALUE) @Initialized(ApplicationScoped.class) Object event) {
    if (registry.isResolvable()) {
      found = Optional.of(registry.get());
      gauges.forEach(this::show);
      gauges.clear();
    }
  }

  /** Registers gauges, now or when the program has started. */
  public synchronized void show(Consumer<MetricRegistry> more) {
    found.ifPresentOrElse(more, () -> gauges.add(more));
  }

  /** Times of the commands to a store. */
  public CommandTimes times(String name, String description) {
    Metadata metadata =
        Metadata.builder().withName(name).withDescription(description).withUnit("seconds").build();
    return new CommandTimes(metadata, () -> found);
  }
}
