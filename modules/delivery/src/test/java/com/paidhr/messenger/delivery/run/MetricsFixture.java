package com.paidhr.messenger.delivery.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The platform's metrics are not part of a slice. */
@ApplicationScoped
public class MetricsFixture {
  @Produces
  @Singleton
  MetricRegistry registry() {
    return new TestMetrics().registry();
  }
}
