package com.paidhr.messenger.app.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * The process answers. It does not ask the stores: starting anew would not bring them back, so it
 * must not be a reason to kill the process.
 */
@Liveness
@ApplicationScoped
class Life implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("messenger");
  }
}
