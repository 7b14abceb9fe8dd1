package com.paidhr.messenger.delivery.watch;

import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.LoopHealth;
import com.paidhr.messenger.delivery.domain.Loops;
import com.paidhr.messenger.delivery.domain.Nodes;
import com.paidhr.messenger.delivery.domain.Worker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Lets the others know every ten seconds that this node is there, and when it ends. */
@ApplicationScoped
class NodeMeeting {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final Nodes nodes;
  private final Nodes.Description self;
  private final Loops loops;

  @Inject
  NodeMeeting(
      Nodes nodes, Worker worker, DeliverySettings settings, LoopHealth health, Clock clock) {
    this.nodes = nodes;
    this.self =
        new Nodes.Description(worker.name(), version(), settings.workers(), clock.instant());
    this.loops = new Loops(health);
  }

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    loops.every(EVERY, "delivery-nodes", () -> nodes.meet(self), () -> nodes.leave(self.name()));
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    loops.stop();
    try {
      loops.awaitEnd(DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String version() {
    return Objects.requireNonNullElse(
        NodeMeeting.class.getPackage().getImplementationVersion(), "unknown");
  }
}
