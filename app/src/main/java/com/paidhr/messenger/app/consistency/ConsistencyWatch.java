package com.paidhr.messenger.app.consistency;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through the whole store in the background, slowly and again and again, and shows how much
 * disagreed on the last whole walk. Every node walks for itself.
 */
@ApplicationScoped
class ConsistencyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConsistencyWatch.class);
  private static final String PREFIX = "messenger_consistency_";
  private static final int DOCUMENTS = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final CheckConsistency check;
  private final ConsistencySettings settings;
  private final Counter walks;
  private final Map<Finding.Kind, Integer> found = new EnumMap<>(Finding.Kind.class);
  private volatile Map<Finding.Kind, Integer> last = Map.of();
  private volatile int heldNow;
  private int held;
  private Place place = Place.START;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("consistency").factory());

  @Inject
  ConsistencyWatch(CheckConsistency check, ConsistencySettings settings, MetricRegistry registry) {
    this.check = check;
    this.settings = settings;
    this.walks = registry.counter(metadata("walks", "Whole walks through the store"));
    for (Finding.Kind kind : Finding.Kind.values()) {
      registry.gauge(
          metadata("findings", "What disagreed on the last whole walk through the store"),
          this,
          watch -> watch.last.getOrDefault(kind, 0),
          new Tag("kind", kind.name()));
    }
    registry.gauge(
        metadata("held", "What waited for longer than a while on the last whole walk"),
        this,
        watch -> watch.heldNow);
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object application) {
    long pause = settings.every().toMillis();
    if (pause > 0) {
      timer.scheduleWithFixedDelay(this::lookQuietly, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void lookQuietly() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.debug("The store could not be checked, trying again: {}", e.toString());
    }
  }

  private void look() {
    Report report = check.all(place, new Walk(DOCUMENTS, LONGEST));
    report.findings().forEach(finding -> found.merge(finding.kind(), 1, Integer::sum));
    held += report.held().size();
    if (report.next() != null) {
      place = report.next();
      return;
    }
    if (!found.isEmpty() && !found.equals(last)) {
      LOG.warn("The store disagrees with itself, see GET /admin/consistency: {}", found);
    }
    last = Map.copyOf(found);
    heldNow = held;
    found.clear();
    held = 0;
    place = Place.START;
    walks.inc();
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(PREFIX + name).withDescription(description).build();
  }
}
