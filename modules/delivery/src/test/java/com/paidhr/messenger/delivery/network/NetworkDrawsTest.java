package com.paidhr.messenger.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.paidhr.messenger.delivery.network.Draw.Verdict;
import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.delivery.network.NetworkProfile.Flapping;
import com.paidhr.messenger.delivery.network.NetworkProfile.Outage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On what draws depend, and how they are distributed. */
class NetworkDrawsTest {
  private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");
  private static final Latency WIDE = new Latency(Distribution.UNIFORM, 0.0, 1_000.0, null, null);
  private static final int MANY = 20_000;

  private static Attempt attempt(String room, long seq, String user, int number) {
    return new Attempt(new MessageId(new ConversationId(room), seq), new UserId(user), number);
  }

  private static Attempt attempt(long seq) {
    return attempt("room", seq, "bob", 1);
  }

  private static NetworkConditions troubled(
      @Nullable Latency latency, double loss, double duplicate, long seed) {
    return NetworkConditions.of(
        new NetworkProfile(null, latency, loss, duplicate, null, null, null, seed, null), SET);
  }

  private static List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (String room : List.of("one", "two")) {
      for (String user : List.of("ann", "bob", "cy")) {
        for (int seq = 1; seq <= 50; seq++) {
          for (int number = 1; number <= 4; number++) {
            attempts.add(attempt(room, seq, user, number));
          }
        }
      }
    }
    return attempts;
  }

  @Test
  void dependsNeitherOnTheTimeNorOnTheOrderNorOnTheThread() {
    NetworkConditions conditions = troubled(WIDE, 0.3, 0.2, 7);
    List<Attempt> attempts = attempts();
    Map<Attempt, Draw> inOrder = new HashMap<>();
    attempts.forEach(each -> inOrder.put(each, conditions.draw(each, SET)));
    Collections.shuffle(attempts, new Random(1));
    Map<Attempt, Draw> elsewhere = new ConcurrentHashMap<>();

    attempts.parallelStream()
        .forEach(each ->
            elsewhere.put(
                each,
                troubled(WIDE, 0.3, 0.2, 7)
                    .draw(each, SET.plusSeconds(Math.abs(each.hashCode())))));

    assertThat(elsewhere).isEqualTo(inOrder);
  }

  private static List<Duration> latencies(long seed, LongFunction<Attempt> attempts) {
    NetworkConditions conditions = troubled(WIDE, 0, 0, seed);
    return LongStream.rangeClosed(1, 50)
        .mapToObj(seq -> conditions.draw(attempts.apply(seq), SET).latency())
        .toList();
  }

  @Test
  void dependsOnSeedMessageRecipientAndAttempt() {
    List<List<Duration>> streams =
        List.of(
            latencies(7, seq -> attempt("room", seq, "bob", 1)),
            latencies(8, seq -> attempt("room", seq, "bob", 1)),
            latencies(7, seq -> attempt("other", seq, "bob", 1)),
            latencies(7, seq -> attempt("room", seq + 1_000, "bob", 1)),
            latencies(7, seq -> attempt("room", seq, "cy", 1)),
            latencies(7, seq -> attempt("room", seq, "bob", 2)));

    assertThat(streams.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  @Test
  void losesAndDuplicatesTheSharesThatItIsToldToIndependently() {
    NetworkConditions conditions = troubled(null, 0.25, 0.4, 3);
    int lost = 0;
    int duplicated = 0;
    int both = 0;
    for (int seq = 1; seq <= MANY; seq++) {
      Draw draw = conditions.draw(attempt(seq), SET);
      lost += draw.arrives() ? 0 : 1;
      duplicated += draw.duplicated() ? 1 : 0;
      both += !draw.arrives() && draw.duplicated() ? 1 : 0;
    }

    assertThat(lost / (double) MANY).isCloseTo(0.25, within(0.015));
    assertThat(duplicated / (double) MANY).isCloseTo(0.4, within(0.015));
    assertThat(both / (double) MANY).isCloseTo(0.1, within(0.01));
  }

  @Test
  void losesNothingOrEverythingAtTheEndsOfTheRange() {
    for (int seq = 1; seq <= 2_000; seq++) {
      Draw none = troubled(null, 0, 0, 3).draw(attempt(seq), SET);
      Draw all = troubled(null, 1, 1, 3).draw(attempt(seq), SET);

      assertThat(none).isEqualTo(Draw.PERFECT);
      assertThat(all).isEqualTo(new Draw(Verdict.LOST, Duration.ZERO, true));
    }
  }

  @Test
  void takesTheTimeOfAKibibyteOverItsBandwidthInAddition() {
    NetworkProfile narrow =
        new NetworkProfile(null, Latency.fixed(40), null, null, 64, null, null, null, null);

    assertThat(NetworkConditions.of(narrow, SET).draw(attempt(1), SET).latency())
        .isEqualTo(Duration.ofMillis(40 + 8 * 1_024 / 64));
  }

  private static Latency bounded(Distribution distribution) {
    return switch (distribution) {
      case FIXED -> Latency.fixed(40);
      case UNIFORM -> new Latency(distribution, 20.0, 60.0, null, null);
      case NORMAL, LOGNORMAL -> new Latency(distribution, 30.0, 50.0, 40.0, 10.0);
      case PARETO -> new Latency(distribution, 30.0, 80.0, 40.0, null);
    };
  }

  private static double[] millis(Latency latency) {
    NetworkConditions conditions = troubled(latency, 0, 0, 5);
    return LongStream.rangeClosed(1, MANY)
        .mapToDouble(seq -> conditions.draw(attempt(seq), SET).latency().toNanos() / 1e6)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void keepsWithinItsBoundsAndReachesThem(Distribution distribution) {
    Latency latency = bounded(distribution);
    double min = Objects.requireNonNullElse(latency.minMs(), 40.0);
    double max = Objects.requireNonNullElse(latency.maxMs(), 40.0);

    double[] drawn = millis(latency);

    assertThat(DoubleStream.of(drawn).min().orElseThrow()).isBetween(min, min + 0.1);
    assertThat(DoubleStream.of(drawn).max().orElseThrow()).isBetween(max - 0.1, max);
  }

  @ParameterizedTest
  @EnumSource(names = {"NORMAL", "LOGNORMAL"})
  void deviatesAsMuchAsItIsToldTo(Distribution distribution) {
    double[] drawn = millis(new Latency(distribution, null, null, 40.0, 8.0));

    double mean = DoubleStream.of(drawn).average().orElseThrow();
    double variance =
        DoubleStream.of(drawn).map(ms -> (ms - mean) * (ms - mean)).average().orElseThrow();
    assertThat(Math.sqrt(variance)).isCloseTo(8, within(0.4));
  }

  private static Verdict at(NetworkProfile profile, long millis) {
    return NetworkConditions.of(profile, SET).draw(attempt(1), SET.plusMillis(millis)).verdict();
  }

  private static NetworkProfile preset(Preset preset) {
    return new NetworkProfile(preset, null, 0.0, null, null, null, null, null, null);
  }

  @Test
  void isOfflineForThirtySecondsFromWhenItWasSet() {
    NetworkProfile offline = preset(Preset.OFFLINE_30S);

    assertThat(at(offline, 0)).isEqualTo(Verdict.OUTAGE);
    assertThat(at(offline, 29_999)).isEqualTo(Verdict.OUTAGE);
    assertThat(at(offline, 30_000)).isEqualTo(Verdict.ARRIVES);
    assertThat(at(offline, 3_600_000)).isEqualTo(Verdict.ARRIVES);
  }

  @Test
  void hasEachOfSeveralOutagesFromItsFirstMomentToItsLast() {
    List<Outage> outages =
        List.of(
            new Outage(SET.plusMillis(100), SET.plusMillis(200)),
            new Outage(SET.plusMillis(300), SET.plusMillis(400)));
    NetworkProfile profile =
        new NetworkProfile(null, null, null, null, null, outages, null, null, null);

    assertThat(List.of(99L, 200L, 299L, 400L))
        .allSatisfy(millis -> assertThat(at(profile, millis)).isEqualTo(Verdict.ARRIVES));
    assertThat(List.of(100L, 199L, 300L, 399L))
        .allSatisfy(millis -> assertThat(at(profile, millis)).isEqualTo(Verdict.OUTAGE));
  }

  @Test
  void flapsInPhasesWithoutEnd() {
    NetworkProfile flapping = preset(Preset.FLAPPING);

    for (long turn = 0; turn < 100; turn++) {
      long begin = turn * 8_000;
      assertThat(at(flapping, begin)).isEqualTo(Verdict.ARRIVES);
      assertThat(at(flapping, begin + 4_999)).isEqualTo(Verdict.ARRIVES);
      assertThat(at(flapping, begin + 5_000)).isEqualTo(Verdict.LINK_DOWN);
      assertThat(at(flapping, begin + 7_999)).isEqualTo(Verdict.LINK_DOWN);
    }
  }

  @Test
  void isAlwaysDownWhenItIsUpForNoTime() {
    NetworkProfile down =
        new NetworkProfile(null, null, null, null, null, null, new Flapping(0, 10), null, null);

    assertThat(LongStream.range(0, 50).mapToObj(millis -> at(down, millis)))
        .containsOnly(Verdict.LINK_DOWN);
  }
}
