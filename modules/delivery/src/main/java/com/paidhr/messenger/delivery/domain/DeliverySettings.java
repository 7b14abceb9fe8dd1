package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How messages are delivered.
 *
 * @param workers whether this node takes jobs; a node may also only publish
 * @param partitions into how many partitions the queue is split, the same on all nodes
 * @param batch how many jobs a worker takes at once
 * @param claimIdleAfter how long a job may stay with a worker before another takes it over
 * @param maxBytes bytes of waiting jobs beyond which publishing is refused
 * @param publishBuffer accepted messages that may wait in this node for the queue
 * @param redriveAfter age from which a message that is SENT and in no queue is published again
 * @param redriveEvery how often such messages are looked for
 * @param detailLimit recipients up to which a message keeps each outcome, beyond only exceptions
 */
public record DeliverySettings(
    boolean workers,
    int partitions,
    int batch,
    Duration claimIdleAfter,
    long maxBytes,
    int publishBuffer,
    Duration redriveAfter,
    Duration redriveEvery,
    int detailLimit) {

  /** The defaults. */
  public static final DeliverySettings STANDARD =
      new DeliverySettings(
          true,
          4,
          256,
          Duration.ofSeconds(15),
          256L << 20,
          20_000,
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          256);

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    DeliverySettings settings(Settings settings) {
      return new DeliverySettings(
          settings.flag(
              "delivery.workers",
              STANDARD.workers,
              "Whether this node takes jobs, wakes delayed ones and looks for lost messages; one must."),
          settings.count(
              "delivery.partitions",
              STANDARD.partitions,
              1,
              64,
              "Partitions of the queue, the same on all nodes; after a change, rebuild the queue."),
          settings.count(
              "delivery.batch", STANDARD.batch, 1, 2_000, "Jobs that a worker takes at once."),
          settings.duration(
              "delivery.claim-idle-after",
              STANDARD.claimIdleAfter,
              Duration.ofMillis(100),
              Duration.ofMinutes(10),
              "How long a job may stay with a worker before another takes it over."),
          settings.number(
              "delivery.max-bytes",
              STANDARD.maxBytes,
              1L << 20,
              1L << 40,
              "Bytes of waiting jobs in Redis beyond which publishing is left to the redriver."),
          settings.count(
              "delivery.publish-buffer",
              STANDARD.publishBuffer,
              16,
              1_000_000,
              "Accepted messages that may wait in this node for the queue."),
          settings.duration(
              "delivery.redrive-after",
              STANDARD.redriveAfter,
              Duration.ofMillis(100),
              Duration.ofHours(1),
              "Age from which a message that somebody waits for and is in no queue is published"
                  + " again."),
          settings.duration(
              "delivery.redrive-every",
              STANDARD.redriveEvery,
              Duration.ofMillis(100),
              Duration.ofHours(1),
              "How often such messages are looked for."),
          settings.count(
              "delivery.detail-limit",
              STANDARD.detailLimit,
              0,
              5_000,
              "Recipients up to which a message keeps each outcome; beyond, counts and exceptions."));
    }
  }
}
