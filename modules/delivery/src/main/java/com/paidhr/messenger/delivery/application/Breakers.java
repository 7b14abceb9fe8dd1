package com.paidhr.messenger.delivery.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The circuit breakers of delivery. */
@ApplicationScoped
public class Breakers {
  private final Breaker publishing = new Breaker("publish");
  private final Breaker inboxes = new Breaker("inbox");

  /** Around adding jobs to the queue. */
  public Breaker publishing() {
    return publishing;
  }

  /** Around putting messages into inboxes. */
  public Breaker inboxes() {
    return inboxes;
  }

  /** All of them. */
  public List<Breaker> all() {
    return List.of(publishing, inboxes);
  }
}
