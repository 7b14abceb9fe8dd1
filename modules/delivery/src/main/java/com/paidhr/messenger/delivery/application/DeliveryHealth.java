package com.paidhr.messenger.delivery.application;

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

  @Inject
  DeliveryHealth(Breakers breakers) {
    this.breakers = breakers;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DeliveryHealth() {
    this.breakers = null;
  }

  @Override
  public HealthCheckResponse call() {
    boolean degraded = breakers.all().stream().anyMatch(Breaker::isFailing);
    var response =
        HealthCheckResponse.named("delivery").up().withData("state", degraded ? "degraded" : "ok");
    breakers.all().forEach(breaker -> response.withData(breaker.name(), breaker.state().name()));
    return response.build();
  }
}
