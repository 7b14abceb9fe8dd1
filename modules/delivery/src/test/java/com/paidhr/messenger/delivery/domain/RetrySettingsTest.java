package com.paidhr.messenger.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetrySettingsTest {
  /** Draws the largest share of a wait that there is. */
  private static final RandomGenerator LONGEST = () -> -1L;

  /** Draws nothing of a wait. */
  private static final RandomGenerator SHORTEST = () -> 0L;

  private static RetrySettings settings(int baseMs, int capMs) {
    return new RetrySettings(
        6, Duration.ofSeconds(30), Duration.ofMillis(baseMs), Duration.ofMillis(capMs));
  }

  @Property
  void waitsAPartOfATimeThatDoublesUpToTheCap(
      @ForAll @IntRange(min = 1, max = 100) int attempt,
      @ForAll @IntRange(min = 1, max = 60_000) int baseMs,
      @ForAll @IntRange(min = 1, max = 600_000) int capMs,
      @ForAll long seed) {
    double longest = Math.min(capMs, baseMs * Math.pow(2, attempt - 1));
    RetrySettings settings = settings(baseMs, capMs);

    assertThat(settings.backoff(attempt, new SplittableRandom(seed)))
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMillis((long) longest));
    assertThat(settings.backoff(attempt, SHORTEST)).isEqualTo(Duration.ofMillis(1));
    assertThat(settings.backoff(attempt, LONGEST)).isEqualTo(Duration.ofMillis((long) longest));
  }

  @Test
  void waitsAboutThirtySecondsAtMostByDefault() {
    List<Long> longest =
        IntStream.range(1, RetrySettings.STANDARD.maxAttempts())
            .mapToObj(attempt -> RetrySettings.STANDARD.backoff(attempt, LONGEST).toSeconds())
            .toList();

    assertThat(longest).containsExactly(1L, 2L, 4L, 8L, 15L);
  }

  @Test
  void spreadsWaitsOverTheWholeTime() {
    SplittableRandom random = new SplittableRandom(5);
    int[] tenths = new int[10];
    for (int i = 0; i < 20_000; i++) {
      long wait = RetrySettings.STANDARD.backoff(3, random).toMillis();
      tenths[(int) Math.min(9, wait / 400)]++;
    }

    for (int count : tenths) {
      assertThat((double) count).isCloseTo(2_000, within(200.0));
    }
  }

  @Property
  void givesUpWhenAttemptsOrTimeAreUsedUp(
      @ForAll @IntRange(min = 1, max = 12) int attempt,
      @ForAll @IntRange(min = 0, max = 60_000) int failingMs) {
    boolean spent = RetrySettings.STANDARD.isSpent(attempt, Duration.ofMillis(failingMs));

    assertThat(spent).isEqualTo(attempt >= 6 || failingMs >= 30_000);
  }

  @Test
  void givesUpAtTheLastAttemptAndAtTheEndOfTheTimeAndNotBefore() {
    RetrySettings settings = RetrySettings.STANDARD;

    assertThat(settings.isSpent(5, Duration.ofMillis(29_999))).isFalse();
    assertThat(settings.isSpent(6, Duration.ZERO)).isTrue();
    assertThat(settings.isSpent(1, Duration.ofSeconds(30))).isTrue();
  }
}
