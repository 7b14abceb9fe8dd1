package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What operators may set about the audit log.
 *
 * @param keep how long entries are kept
 */
public record AuditSettings(Duration keep) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    AuditSettings settings(Settings settings) {
      return new AuditSettings(
          settings.duration(
              "audit.keep",
              Duration.ofDays(730),
              Duration.ofDays(1),
              Duration.ofDays(36_500),
              "How long entries of the audit log are kept."));
    }
  }
}
