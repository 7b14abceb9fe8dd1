package com.paidhr.messenger.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.lane.LanePlanner.Item;
import com.paidhr.messenger.delivery.network.LastDraws;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.run.Node;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanePlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Job.Lane LANE = new Job.Lane(new ConversationId("room"), new UserId("bob"));

  private final LastDraws draws = new LastDraws();
  private final LanePlanner planner = new LanePlanner(Node.SHORT, new Worker("node"), draws);

  private LanePlan plan(Instant acceptedAt) {
    NetworkProfile slow =
        new NetworkProfile(null, Latency.fixed(300), null, null, null, null, null, null, null);
    return planner.plan(
        LANE,
        1,
        1,
        null,
        Optional.of(NetworkConditions.of(slow, NOW)),
        seq -> new Item(new UserId("ann"), acceptedAt),
        NOW);
  }

  private static Duration wait(LanePlan plan) {
    Hold next = Objects.requireNonNull(plan.next());
    return next.delay();
  }

  @Test
  void keepsAMessageUnderWayForTheRestOfItsLatency() {
    assertThat(wait(plan(NOW.minusMillis(100)))).isEqualTo(Duration.ofMillis(200));
    assertThat(draws.all()).isEmpty();
    assertThat(plan(NOW.minusMillis(300)).delivers()).isTrue();
    assertThat(draws.all())
        .singleElement()
        .satisfies(drawn -> assertThat(drawn.draw().latency()).isEqualTo(Duration.ofMillis(300)));
  }

  @Test
  void keepsAMessageNoLongerWhenTheClockThatAcceptedItIsAhead() {
    assertThat(wait(plan(NOW.plusSeconds(300)))).isEqualTo(Duration.ofMillis(300));
  }

  private LanePlan held(int attempt) {
    NetworkProfile slow =
        new NetworkProfile(null, Latency.fixed(300), null, null, null, null, null, null, null);
    return planner.plan(
        LANE,
        1,
        1,
        new HeldLane(1, attempt, 1, Duration.ZERO),
        Optional.of(NetworkConditions.of(slow, NOW)),
        seq -> new Item(new UserId("ann"), NOW.minusMillis(100)),
        NOW);
  }

  @Test
  void keepsAMessageUnderWayUnlessTheLaneHasWaitedWithIt() {
    assertThat(wait(held(0))).isEqualTo(Duration.ofMillis(200));
    assertThat(held(1).delivers()).isTrue();
  }

  @Test
  void keepsTheFirstMessageOfItsNextTurnUnderWay() {
    NetworkProfile slow =
        new NetworkProfile(null, Latency.fixed(300), null, null, null, null, null, null, null);
    long last = LanePlanner.TURN + 1;
    LongFunction<Item> items =
        seq -> new Item(new UserId("ann"), seq == last ? NOW : NOW.minusSeconds(1));
    Optional<NetworkConditions> conditions = Optional.of(NetworkConditions.of(slow, NOW));

    LanePlan first = planner.plan(LANE, 1, last, null, conditions, items, NOW);
    Hold next = Objects.requireNonNull(first.next());
    HeldLane held = new HeldLane(next.seq(), next.attempt(), next.upTo(), next.spent());

    assertThat(first.deliverTo()).isEqualTo(LanePlanner.TURN);
    assertThat(wait(planner.plan(LANE, last, last, held, conditions, items, NOW)))
        .isEqualTo(Duration.ofMillis(300));
  }

  private LanePlan lossy(int attempt, Duration spent) {
    NetworkProfile lossy =
        new NetworkProfile(null, Latency.fixed(60_000), 1.0, null, null, null, null, null, null);
    return planner.plan(
        LANE,
        1,
        1,
        new HeldLane(1, attempt, 1, spent),
        Optional.of(NetworkConditions.of(lossy, NOW)),
        seq -> new Item(new UserId("ann"), NOW.minusSeconds(3_600)),
        NOW);
  }

  @Test
  void spendsTheWaitsBetweenFailedAttemptsAndNoLatency() {
    Hold next = Objects.requireNonNull(lossy(2, Duration.ofMillis(500)).next());

    assertThat(next.delay()).isGreaterThan(Duration.ofSeconds(60));
    assertThat(next.spent())
        .isEqualTo(Duration.ofMillis(500).plus(next.delay()).minusSeconds(60))
        .isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void givesUpAfterOneAttemptWhenTheBudgetIsSpent() {
    assertThat(lossy(1, Node.SHORT.budget()).dead()).containsOnlyKeys(1L);
    assertThat(lossy(1, Node.SHORT.budget().minusMillis(1)).dead()).isEmpty();
  }

  /** How the messages of a lane came through: in which order, after how long, in how many turns. */
  private record Passage(List<Long> arrived, Duration time, int turns) {}

  private Passage through(@Nullable Integer kbps, int messages) {
    NetworkProfile narrow =
        new NetworkProfile(null, null, null, null, kbps, null, null, null, null);
    List<Long> arrived = new ArrayList<>();
    HeldLane held = null;
    Instant now = NOW;
    long cursor = 0;
    int turns = 0;
    while (cursor < messages && turns <= 2 * messages) {
      LanePlan plan =
          planner.plan(
              LANE,
              cursor + 1,
              messages,
              held,
              Optional.of(NetworkConditions.of(narrow, NOW)),
              seq -> new Item(new UserId("ann"), NOW),
              now);
      turns++;
      arrived.addAll(plan.arrived().keySet());
      cursor = plan.deliverTo();
      Hold next = plan.next();
      if (next != null) {
        held = new HeldLane(next.seq(), next.attempt(), next.upTo(), next.spent());
        now = now.plus(next.delay());
      }
    }
    return new Passage(arrived, Duration.between(NOW, now), turns);
  }

  private static List<Long> inOrder(int messages) {
    return LongStream.rangeClosed(1, messages).boxed().toList();
  }

  @Test
  void bringsMessagesOverANarrowLinkOneAfterTheOther() {
    Passage passage = through(64, 100);

    assertThat(passage.arrived()).isEqualTo(inOrder(100));
    assertThat(passage.time()).isEqualTo(Duration.ofMillis(100 * 128));
    assertThat(passage.turns()).isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource({"8, 20", "1500, 300", "10000, 1000", "100000, 1000", "1000000, 5000"})
  void letsNoMoreThroughThanABandwidth(int kbps, int messages) {
    Passage passage = through(kbps, messages);

    Duration sum = Duration.ofNanos(messages * 8_192L * 1_000_000 / kbps);
    assertThat(passage.arrived()).isEqualTo(inOrder(messages));
    assertThat(passage.time()).isBetween(sum.minusMillis(11), sum.plusMillis(11));
    assertThat(passage.turns()).isLessThan(3 + messages / 200 + (int) (sum.toMillis() / 10));
  }

  @Test
  void bringsAllAtOnceWhereBandwidthHasNoLimit() {
    assertThat(through(null, 100)).isEqualTo(new Passage(inOrder(100), Duration.ZERO, 1));
  }

  @Test
  void takesBandwidthForAMessageThatComesLateAndNoneForOnesOwn() {
    NetworkProfile narrow = new NetworkProfile(null, null, null, null, 64, null, null, null, null);

    LanePlan plan =
        planner.plan(
            LANE,
            1,
            3,
            null,
            Optional.of(NetworkConditions.of(narrow, NOW)),
            seq -> new Item(new UserId(seq < 3 ? "bob" : "ann"), NOW.minusSeconds(1)),
            NOW);

    assertThat(plan.arrived()).containsOnlyKeys(1L, 2L);
    assertThat(wait(plan)).isEqualTo(Duration.ofMillis(128));
  }
}
