package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.webhooks.domain.Sent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** What webhooks count. Labels are bounded: no ids, no hosts. */
@ApplicationScoped
class WebhookMetrics {
  private static final String PREFIX = "messenger_webhooks_";

  private final MetricRegistry registry;
  private final Map<Sent.Result, Counter> sends = new EnumMap<>(Sent.Result.class);
  private final Timer times;
  private final Counter dead;
  private final Counter paused;

  @Inject
  WebhookMetrics(MetricRegistry registry) {
    this.registry = registry;
    for (Sent.Result result : Sent.Result.values()) {
      sends.put(
          result,
          registry.counter(
              named("sends", "Posts to receivers, by result"),
              new Tag("result", result.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    }
    this.times =
        registry.timer(
            Metadata.builder()
                .withName(PREFIX + "latency")
                .withDescription("Time until a receiver answered")
                .withUnit("seconds")
                .build());
    this.dead = registry.counter(named("dead", "Events that were given up"), new Tag[0]);
    this.paused = registry.counter(named("paused", "Webhooks that were paused"), new Tag[0]);
  }

  /** Makes this at the start, but not before the platform has read which buckets times have. */
  void start(
      @Observes @Priority(Integer.MAX_VALUE) @Initialized(ApplicationScoped.class) Object event) {}

  void sent(Sent sent) {
    Counter counter = sends.get(sent.result());
    if (counter != null) {
      counter.inc();
    }
    if (sent.status() > 0) {
      times.update(sent.took());
    }
  }

  void gaveUp() {
    dead.inc();
  }

  void paused() {
    paused.inc();
  }

  void show(IntSupplier waiting) {
    registry.gauge(
        named("waiting", "Webhooks of this node that wait to be looked at"),
        waiting::getAsInt,
        new Tag[0]);
  }

  private static Metadata named(String name, String description) {
    return Metadata.builder().withName(PREFIX + name).withDescription(description).build();
  }
}
