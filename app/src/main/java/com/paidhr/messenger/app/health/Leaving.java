package com.paidhr.messenger.app.health;

import com.paidhr.messenger.shared.rest.Drain;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node that was told to stop is not ready for more, though it still answers. */
@Readiness
@ApplicationScoped
class Leaving implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("staying").status(!Drain.isLeaving()).build();
  }
}
