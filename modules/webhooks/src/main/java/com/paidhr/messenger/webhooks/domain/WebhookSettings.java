package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.wire.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits of webhooks.
 *
 * @param perUser webhooks that a user may have
 * @param letters dead letters that are kept of one
 * @param concurrent posts of this node at once
 * @param poll how often webhooks are looked at without a signal
 */
public record WebhookSettings(int perUser, int letters, int concurrent, Duration poll) {

  /** The defaults. */
  public static final WebhookSettings STANDARD =
      new WebhookSettings(10, 1_000, 32, Duration.ofSeconds(30));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    WebhookSettings webhooks(Settings settings) {
      return new WebhookSettings(
          settings.count(
              "webhooks.per-user",
              STANDARD.perUser,
              0,
              1_000,
              "Webhooks that a user may have; 0 lets nobody register one."),
          settings.count(
              "webhooks.dead-letters",
              STANDARD.letters,
              1,
              100_000,
              "Dead letters that are kept of a webhook; the oldest go first."),
          settings.count(
              "webhooks.concurrent", STANDARD.concurrent, 1, 1_000, "Posts of a node at once."),
          settings.duration(
              "webhooks.poll",
              STANDARD.poll,
              Duration.ofMillis(200),
              Duration.ofMinutes(10),
              "How often webhooks are looked at without a signal."));
    }

    @Produces
    @Singleton
    SendSettings sending(Settings settings) {
      SendSettings standard = SendSettings.STANDARD;
      return new SendSettings(
          settings.flag(
              "webhooks.allow-http",
              standard.allowHttp(),
              "Lets users register addresses without TLS."),
          networks(
              settings
                  .text(
                      "webhooks.allowed-networks",
                      "Networks that webhooks may call though they are not public, such as `10.1.0.0/16`, separated by commas.")
                  .orElse("")),
          settings.duration(
              "webhooks.connect-timeout",
              standard.connectTimeout(),
              Duration.ofMillis(100),
              Duration.ofSeconds(30),
              "How long connecting to a receiver may take."),
          settings.duration(
              "webhooks.timeout",
              standard.timeout(),
              Duration.ofMillis(100),
              Duration.ofMinutes(1),
              "How long a post may take in all."),
          settings.count(
              "webhooks.concurrent-per-host",
              standard.perHost(),
              1,
              1_000,
              "Posts of a node to one host at once."),
          settings.count(
              "webhooks.max-body",
              standard.maxBody(),
              1_024,
              16_777_216,
              "Bytes of an event; a larger one becomes a dead letter."));
    }

    @Produces
    @Singleton
    RetryRules retries(Settings settings) {
      RetryRules standard = RetryRules.STANDARD;
      return new RetryRules(
          settings.count(
              "webhooks.max-attempts",
              standard.maxAttempts(),
              1,
              100,
              "Attempts that an event gets before it is a dead letter."),
          settings.duration(
              "webhooks.retry-budget",
              standard.budget(),
              Duration.ofMillis(10),
              Duration.ofDays(1),
              "Waits between failed attempts until something gets through, in sum; then each event gets one attempt only."),
          settings.duration(
              "webhooks.backoff-base",
              standard.base(),
              Duration.ofMillis(1),
              Duration.ofMinutes(10),
              "Longest wait after the first failed attempt; doubles with each."),
          settings.duration(
              "webhooks.backoff-cap",
              standard.cap(),
              Duration.ofMillis(1),
              Duration.ofHours(6),
              "Longest wait after any failed attempt."),
          settings.duration(
              "webhooks.pause-after",
              standard.pauseAfter(),
              Duration.ofSeconds(1),
              Duration.ofDays(30),
              "How long nothing gets through until a webhook is paused, rather than one more event given up."));
    }

    private static Addresses networks(String text) {
      try {
        return Addresses.parse(text);
      } catch (IllegalArgumentException e) {
        throw Settings.refuse(
            "webhooks.allowed-networks", "is not a list of addresses and networks");
      }
    }
  }
}
