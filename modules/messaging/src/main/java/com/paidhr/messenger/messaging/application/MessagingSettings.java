package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Settings of the messaging module.
 *
 * @param editWithin how long after sending an author may edit; zero forbids editing
 */
public record MessagingSettings(Duration editWithin) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    MessagingSettings settings(Settings settings) {
      return new MessagingSettings(
          settings.duration(
              "messaging.edit-within",
              Duration.ofDays(1),
              Duration.ZERO,
              Duration.ofDays(36_500),
              "How long after sending it an author may edit a message; PT0S forbids editing."));
    }
  }
}
