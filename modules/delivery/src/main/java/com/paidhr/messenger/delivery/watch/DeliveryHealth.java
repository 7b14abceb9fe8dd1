package com.paidhr.messenger.delivery.watch;

import com.paidhr.messenger.delivery.domain.LoopHealth;
import com.paidhr.messenger.delivery.guard.Breaker;
import com.paidhr.messenger.delivery.guard.Breakers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether delivery keeps up. A node whose queue is away still accepts and shows messages, so it
 * stays ready; its state says degraded.
 */
@Readiness
@ApplicationScoped
public class DeliveryHealth implements HealthCheck {
  private final Breakers breakers;
  private final LoopHealth loops;

  @Inject
  DeliveryHealth(Breakers breakers, LoopHealth loops) {
    this.breakers = breakers;
    this.loops = loops;
  }

  @Override
  public HealthCheckResponse call() {
    boolean degraded = breakers.all().stream().anyMatch(Breaker::isFailing);
    var response =
        HealthCheckResponse.named("delivery").up().withData("state", degraded ? "degraded" : "ok");
    loops.failing().forEach(loop -> response.withData(loop, "failing"));
    breakers.all().forEach(breaker -> response.withData(breaker.name(), breaker.state().name()));
    return response.build();
  }
}
