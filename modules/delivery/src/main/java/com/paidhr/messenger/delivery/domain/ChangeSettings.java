package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How changes are told to inboxes.
 *
 * @param buffer changes that may wait in this node; beyond, they are found by their marks
 * @param gatherReads how long reads of a conversation, and the statuses of a message behind the
 *     first one, are gathered before they are told
 * @param lookEvery how often changes are looked for that nobody told, such as of a node that ended
 */
public record ChangeSettings(int buffer, Duration gatherReads, Duration lookEvery) {

  /** The defaults. */
  public static final ChangeSettings STANDARD =
      new ChangeSettings(20_000, Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ChangeSettings settings(Settings settings) {
      return new ChangeSettings(
          settings.count(
              "delivery.change-buffer",
              STANDARD.buffer,
              16,
              1_000_000,
              "Changes that may wait in this node to be told to inboxes; others are told later."),
          settings.duration(
              "delivery.gather-reads",
              STANDARD.gatherReads,
              Duration.ofMillis(10),
              Duration.ofMinutes(1),
              "How long reads of a conversation, and a message's statuses behind the first, are"
                  + " gathered before they are told."),
          settings.duration(
              "delivery.retell-every",
              STANDARD.lookEvery,
              Duration.ofMillis(100),
              Duration.ofHours(1),
              "How often changes are looked for that nobody told; they must be as old."));
    }
  }
}
