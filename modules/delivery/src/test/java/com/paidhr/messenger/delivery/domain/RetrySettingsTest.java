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
import redis.clients.jedis.exceptions.JedisConnectionException;

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
    boolean spent = isGivenUp(RetrySettings.STANDARD, attempt, Duration.ofMillis(failingMs));

    assertThat(spent).isEqualTo(attempt >= 6 || failingMs >= 30_000);
  }

  @Test
  void givesUpAtTheLastAttemptAndAtTheEndOfTheTimeAndNotBefore() {
    RetrySettings settings = RetrySettings.STANDARD;

    assertThat(isGivenUp(settings, 5, Duration.ofMillis(29_999))).isFalse();
    assertThat(isGivenUp(settings, 6, Duration.ZERO)).isTrue();
    assertThat(isGivenUp(settings, 1, Duration.ofSeconds(30))).isTrue();
  }

  private static boolean isGivenUp(RetrySettings settings, int attempt, Duration spent) {
    return switch (settings.after(attempt, spent, LONGEST)) {
      case Fate.GiveUp used -> true;
      case Fate.Retry(Duration after) -> {
        assertThat(after).isEqualTo(settings.backoff(attempt, LONGEST));
        yield false;
      }
    };
  }

  @Test
  void decidesAboutJobsThatFail() {
    RetrySettings settings = RetrySettings.STANDARD;
    var own = new IllegalStateException("poison");
    var away = new JedisConnectionException("Redis is away");

    assertThat(settings.after(own, 5)).isEqualTo(new Fate.Retry(Duration.ZERO));
    assertThat(settings.after(own, 6)).isEqualTo(new Fate.GiveUp());
    assertThat(settings.after(away, 6)).isEqualTo(new Fate.Wait());
    assertThat(settings.afterBurial(own)).isEqualTo(new Fate.Drop());
    assertThat(settings.afterBurial(away)).isEqualTo(new Fate.Wait());
  }
}
