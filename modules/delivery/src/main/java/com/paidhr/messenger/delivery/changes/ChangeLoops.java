package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.LoopHealth;
import com.paidhr.messenger.delivery.domain.Loops;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/**
 * Keeps changes being told while the application runs: what this node changed at once, and what
 * others left behind now and then. At the end what waits is told within a moment; the rest is found
 * by its marks.
 */
@ApplicationScoped
class ChangeLoops {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final ChangeTeller teller;
  private final UntoldChanges untold;
  private final ChangeSettings settings;
  private final boolean looks;
  private final Loops loops;

  @Inject
  ChangeLoops(
      ChangeTeller teller,
      UntoldChanges untold,
      ChangeSettings settings,
      DeliverySettings delivery,
      LoopHealth health) {
    this.teller = teller;
    this.untold = untold;
    this.settings = settings;
    this.looks = delivery.workers();
    this.loops = new Loops(health);
  }

  /** Begins. */
  synchronized void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    loops.begin("change-teller", teller::round, () -> {}, teller::finish);
    if (looks) {
      loops.every(settings.lookEvery(), "change-finder", untold::run);
    }
  }

  /** Ends. */
  synchronized void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    loops.stop();
    try {
      loops.awaitEnd(DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
