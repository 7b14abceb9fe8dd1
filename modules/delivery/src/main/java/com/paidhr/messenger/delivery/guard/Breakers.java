package com.paidhr.messenger.delivery.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The circuit breakers of delivery. */
@ApplicationScoped
public class Breakers {
  private final Breaker publishing;
  private final Breaker inboxes;

  @Inject
  Breakers(MetricRegistry registry) {
    publishing = breaker("publish", registry);
    inboxes = breaker("inbox", registry);
  }

  private static Breaker breaker(String name, MetricRegistry registry) {
    for (Breaker.State state : Breaker.State.values()) {
      changes(registry, name, state).inc(0);
    }
    return new Breaker(name, now -> changes(registry, name, now).inc());
  }

  private static Counter changes(MetricRegistry registry, String breaker, Breaker.State now) {
    return registry.counter(
        Metadata.builder()
            .withName("messenger_delivery_breaker_changes")
            .withDescription("How often a circuit breaker opened or closed")
            .build(),
        new Tag("breaker", breaker),
        new Tag("to", now.name()));
  }

  /** Around adding jobs to the queue. */
  public Breaker publishing() {
    return publishing;
  }

  /** Around all commands to inboxes. */
  public Breaker inboxes() {
    return inboxes;
  }

  /** All of them. */
  public List<Breaker> all() {
    return List.of(publishing, inboxes);
  }
}
