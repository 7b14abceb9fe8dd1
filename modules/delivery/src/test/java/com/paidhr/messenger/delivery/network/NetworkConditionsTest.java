package com.paidhr.messenger.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.paidhr.messenger.delivery.network.Draw.Verdict;
import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.delivery.network.NetworkProfile.Flapping;
import com.paidhr.messenger.delivery.network.NetworkProfile.Outage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkConditionsTest {
  private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");

  private static Attempt attempt(long seq, int number) {
    return new Attempt(new MessageId(new ConversationId("room"), seq), new UserId("bob"), number);
  }

  private static NetworkConditions with(@Nullable Latency latency, double loss, long seed) {
    return NetworkConditions.of(
        new NetworkProfile(null, latency, loss, null, null, null, null, seed, null), SET);
  }

  private static List<Draw> draws(NetworkConditions conditions, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(seq -> conditions.draw(attempt(seq, 1), SET))
        .toList();
  }

  private static double meanMs(Latency latency) {
    return draws(with(latency, 0, 5), 20_000).stream()
        .mapToDouble(draw -> draw.latency().toNanos() / 1e6)
        .average()
        .orElseThrow();
  }

  @Test
  void drawsTheSameForTheSameSeedAndAttempt() {
    Latency latency = new Latency(Distribution.LOGNORMAL, null, null, 50.0, 20.0);

    assertThat(draws(with(latency, 0.3, 9), 200)).isEqualTo(draws(with(latency, 0.3, 9), 200));
    assertThat(draws(with(latency, 0.3, 9), 200)).isNotEqualTo(draws(with(latency, 0.3, 8), 200));
    assertThat(with(latency, 0.3, 9).draw(attempt(1, 1), SET).latency())
        .isNotEqualTo(with(latency, 0.3, 9).draw(attempt(1, 2), SET).latency());
  }

  @Test
  void losesTheShareThatItIsToldTo() {
    long lost =
        draws(with(null, 0.25, 1), 20_000).stream()
            .filter(draw -> draw.verdict() == Verdict.LOST)
            .count();

    assertThat(lost / 20_000.0).isCloseTo(0.25, within(0.015));
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void hasTheMeanThatItIsToldTo(Distribution distribution) {
    Latency latency =
        switch (distribution) {
          case FIXED -> Latency.fixed(40);
          case UNIFORM -> new Latency(distribution, 20.0, 60.0, null, null);
          case NORMAL, LOGNORMAL -> new Latency(distribution, null, null, 40.0, 8.0);
          case PARETO -> new Latency(distribution, 30.0, null, 40.0, null);
        };

    assertThat(meanMs(latency)).isCloseTo(40, within(1.5));
  }

  @Test
  void failsInOutagesOnly() {
    NetworkConditions conditions =
        NetworkConditions.of(
            new NetworkProfile(
                null,
                null,
                null,
                null,
                null,
                List.of(new Outage(SET.plusSeconds(10), SET.plusSeconds(20))),
                null,
                null,
                null),
            SET);

    assertThat(conditions.draw(attempt(1, 1), SET.plusSeconds(9)).arrives()).isTrue();
    assertThat(conditions.draw(attempt(1, 1), SET.plusSeconds(10)).verdict())
        .isEqualTo(Verdict.OUTAGE);
    assertThat(conditions.draw(attempt(1, 1), SET.plusSeconds(20)).arrives()).isTrue();
  }

  @Test
  void flapsFromTheTimeItWasSet() {
    NetworkConditions conditions =
        NetworkConditions.of(
            new NetworkProfile(
                null, null, null, null, null, null, new Flapping(300, 200), null, null),
            SET);

    assertThat(conditions.draw(attempt(1, 1), SET.plusMillis(299)).arrives()).isTrue();
    assertThat(conditions.draw(attempt(1, 1), SET.plusMillis(300)).verdict())
        .isEqualTo(Verdict.LINK_DOWN);
    assertThat(conditions.draw(attempt(1, 1), SET.plusMillis(500)).arrives()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void knowsPresetsThatItsOwnRulesAllow(Preset preset) {
    NetworkProfile profile =
        new NetworkProfile(preset, null, null, null, null, null, null, null, null).resolved(SET);

    ProfileRules.check(profile, Instant.EPOCH);
    assertThat(profile.loss()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "LAN,              NORMAL,    0.2, ,       1, 0.3, 0,     1000000",
    "WIFI,             LOGNORMAL, 1,   500,    8, 10,  0.002, 100000",
    "THIRD_GENERATION, LOGNORMAL, 60,  3000, 200, 120, 0.01,  1500",
    "SATELLITE,        NORMAL,    550, 1500, 620, 40,  0.005, 10000",
    "LOSSY,            PARETO,    20,  2000,  60, ,    0.25,"
  })
  void hasTheNumbersOfThePresets(
      Preset preset,
      Distribution distribution,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double deviation,
      double loss,
      @Nullable Integer kbps) {
    Latency latency = new Latency(distribution, min, max, mean, deviation);

    assertThat(preset.profile(SET))
        .isEqualTo(
            new NetworkProfile(preset, latency, loss, 0.0, kbps, List.of(), null, null, null));
  }

  @Test
  void namesEveryFieldOfAnImpossibleProfile() {
    NetworkProfile profile =
        new NetworkProfile(
            null,
            new Latency(Distribution.PARETO, 50.0, 10.0, 20.0, null),
            1.5,
            -0.1,
            0,
            List.of(new Outage(SET, SET)),
            new Flapping(1, 0),
            null,
            null);

    assertThatThrownBy(() -> ProfileRules.check(profile, Instant.EPOCH))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal ->
                assertThat(refusal.violations())
                    .extracting(violation -> violation.pointer())
                    .contains(
                        "/loss",
                        "/duplicate",
                        "/bandwidthKbps",
                        "/latency/maxMs",
                        "/latency/meanMs",
                        "/outages/0/to",
                        "/flapping/downMs"));
  }
}
