package com.paidhr.messenger.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.webhooks.domain.Sent.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Always the longest wait. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }
      };

  private final RetryRules rules =
      new RetryRules(
          3,
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  private static Sent answered(int status, Duration retryAfter) {
    return new Sent(Result.REFUSED, status, Duration.ZERO, retryAfter, "");
  }

  private static Sent answered(int status) {
    return answered(status, Duration.ZERO);
  }

  private Fate fail(Tries before, String event) {
    return rules.after(before, event, answered(500), NOW, LONGEST);
  }

  private static Duration wait(Fate fate) {
    Instant next = fate.tries().nextAt();
    return next == null ? Duration.ofDays(-1) : Duration.between(NOW, next);
  }

  private static Tries spent(Instant failingSince) {
    return new Tries("before", 1, failingSince, Duration.ofSeconds(60), NOW, "answered 500");
  }

  @Test
  void waitsLongerAfterEachAttempt() {
    Fate first = fail(Tries.NONE, "event");
    Fate second = fail(first.tries(), "event");

    assertThat(first).isInstanceOf(Fate.Retry.class);
    assertThat(wait(first)).isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(2));
    assertThat(wait(second)).isCloseTo(Duration.ofSeconds(2), Duration.ofMillis(2));
    assertThat(second.tries().failingSince()).isEqualTo(NOW);
    assertThat(second.tries().error()).isEqualTo("answered 500");
  }

  @Test
  void givesAnEventUpAfterItsAttemptsAndGoesOnAtOnce() {
    Tries twice = fail(fail(Tries.NONE, "event").tries(), "event").tries();

    Fate third = fail(twice, "event");

    assertThat(third).isInstanceOf(Fate.GiveUp.class);
    assertThat(third.tries().count()).isEqualTo(3);
    assertThat(wait(third)).isZero();
  }

  @Test
  void countsEachEventForItself() {
    Tries twice = fail(fail(Tries.NONE, "event").tries(), "event").tries();

    assertThat(fail(twice, "next").tries().count()).isEqualTo(1);
  }

  @Test
  void givesEachEventOneAttemptWhileNothingGetsThrough() {
    Fate fate = fail(spent(NOW), "next");

    assertThat(fate).isInstanceOf(Fate.GiveUp.class);
    assertThat(wait(fate)).isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(2));
  }

  @Test
  void startsAnewWhereNothingWaited() {
    assertThat(fail(spent(NOW).rested(), "next")).isInstanceOf(Fate.Retry.class);
  }

  @Test
  void pausesRatherThanGivingUpAfterLong() {
    Fate fate = fail(spent(NOW.minus(Duration.ofHours(1))), "next");

    assertThat(fate).isEqualTo(new Fate.Pause(fate.tries(), Progress.Pause.FAILING));
    assertThat(fail(spent(NOW.minus(Duration.ofMinutes(59))), "next"))
        .isInstanceOf(Fate.GiveUp.class);
    assertThat(fail(spent(NOW.minus(Duration.ofDays(2))).rested(), "next"))
        .isInstanceOf(Fate.Retry.class);
  }

  @Test
  void pausesWhereTheReceiverIsGone() {
    Fate fate = rules.after(Tries.NONE, "event", answered(410), NOW, LONGEST);

    assertThat(fate).isEqualTo(new Fate.Pause(fate.tries(), Progress.Pause.GONE));
  }

  @Test
  void givesUpAtOnceWhatIsTooLarge() {
    Sent tooLarge = Sent.without(Result.TOO_LARGE, Duration.ZERO);

    Fate fate = rules.after(Tries.NONE, "event", tooLarge, NOW, LONGEST);

    assertThat(fate).isInstanceOf(Fate.GiveUp.class);
    assertThat(wait(fate)).isZero();
  }

  @Test
  void waitsAsLongAsTheReceiverAsksForWithinBounds() {
    Sent asks = answered(429, Duration.ofSeconds(10));
    Sent asksALot = answered(503, Duration.ofDays(10));

    assertThat(wait(rules.after(Tries.NONE, "event", asks, NOW, LONGEST)))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(wait(rules.after(Tries.NONE, "event", asksALot, NOW, LONGEST)))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
