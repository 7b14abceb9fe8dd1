package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.application.LanePlanner.Item;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanePlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Job.Lane LANE = new Job.Lane(new ConversationId("room"), new UserId("bob"));

  private final LanePlanner planner = new LanePlanner(Node.SHORT, new Worker("node"));

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
    assertThat(plan(NOW.minusMillis(300)).delivers()).isTrue();
  }

  @Test
  void keepsAMessageNoLongerWhenTheClockThatAcceptedItIsAhead() {
    assertThat(wait(plan(NOW.plusSeconds(300)))).isEqualTo(Duration.ofMillis(300));
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
}
