package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.application.LanePlanner.Item;
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
}
