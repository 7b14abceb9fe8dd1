package com.paidhr.messenger.delivery.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The circuit breakers of delivery. */
@ApplicationScoped
public class Breakers {
  private final Breaker publishing;
  private final Breaker inboxes;

  @Inject
  Breakers(DeliveryMetrics metrics) {
    publishing = breaker("publish", metrics);
    inboxes = breaker("inbox", metrics);
  }

  private static Breaker breaker(String name, DeliveryMetrics metrics) {
    for (Breaker.State state : Breaker.State.values()) {
      metrics.breakerChanged(name, state, 0);
    }
    return new Breaker(name, now -> metrics.breakerChanged(name, now, 1));
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Breakers() {
    publishing = null;
    inboxes = null;
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
