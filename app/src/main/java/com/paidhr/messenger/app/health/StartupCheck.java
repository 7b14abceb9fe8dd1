package com.paidhr.messenger.app.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The start is over, and the service ready, when the first administrator exists. */
@Startup
@Readiness
@ApplicationScoped
public class StartupCheck implements HealthCheck {
  private volatile boolean done;

  /** Tells that the start is over. */
  public void complete() {
    done = true;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("messenger").status(done).build();
  }
}
