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
 * @param scheduleWithin how far ahead a message may be scheduled
 * @param maxScheduled how many messages of one author may wait for their time
 * @param sendDueEvery how often messages whose time has come are looked for
 * @param resumeAfter after which time a scheduled send that its node left unfinished is taken over
 * @param retentionDays after how many days messages are removed everywhere; 0 for never
 * @param retentionEvery how often messages that are old enough are looked for
 */
public record MessagingSettings(
    Duration editWithin,
    Duration scheduleWithin,
    int maxScheduled,
    Duration sendDueEvery,
    Duration resumeAfter,
    int retentionDays,
    Duration retentionEvery) {

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
              "How long after sending it an author may edit a message; PT0S forbids editing."),
          settings.duration(
              "messaging.schedule-within",
              Duration.ofDays(366),
              Duration.ofSeconds(1),
              Duration.ofDays(3_660),
              "How far ahead a message may be scheduled."),
          settings.count(
              "messaging.max-scheduled",
              100,
              0,
              10_000,
              "How many messages of one author may wait for their time; 0 forbids scheduling."),
          settings.duration(
              "messaging.send-due-every",
              Duration.ofSeconds(1),
              Duration.ofMillis(50),
              Duration.ofMinutes(10),
              "How often scheduled messages whose time has come are looked for."),
          settings.duration(
              "messaging.resume-after",
              Duration.ofSeconds(30),
              Duration.ofSeconds(1),
              Duration.ofHours(1),
              "After which time a scheduled send that its node left unfinished is taken over."),
          settings.count(
              "messaging.retention-days",
              0,
              0,
              36_500,
              "After how many days messages are removed everywhere; 0 keeps them until a"
                  + " conversation's own policy or somebody removes them."),
          settings.duration(
              "messaging.retention-every",
              Duration.ofMinutes(1),
              Duration.ofMillis(50),
              Duration.ofDays(1),
              "How often messages that are old enough to be removed are looked for."));
    }
  }
}
