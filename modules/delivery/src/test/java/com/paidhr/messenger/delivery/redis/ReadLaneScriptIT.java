package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link ReadLaneScript}. */
class ReadLaneScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void leavesOutLanesThatAreNotHeld() {
    assertThat(ReadLaneScript.runAll(REDIS.client(), lane -> 0, List.of(LANE))).isEmpty();
    assertThat(ReadLaneScript.runAll(REDIS.client(), lane -> 0, List.of())).isEmpty();
  }

  @Test
  void readsTheStateOfHeldLanes() {
    Job.Lane other = new Job.Lane(ROOM, new UserId("cy"));
    HoldLaneScript.runAll(
        REDIS.client(),
        lane -> 0,
        List.of(
            new Hold(LANE, 3, 2, 7, Duration.ZERO, Duration.ofSeconds(9)),
            new Hold(other, 4, 1, 4, Duration.ZERO, Duration.ZERO)),
        false);

    Map<Job.Lane, HeldLane> states =
        ReadLaneScript.runAll(REDIS.client(), lane -> 0, List.of(LANE, other));

    assertThat(states.get(LANE))
        .returns(3L, HeldLane::seq)
        .returns(2, HeldLane::attempt)
        .returns(7L, HeldLane::upTo)
        .returns(Duration.ofSeconds(9), HeldLane::spent);
    assertThat(states.get(other))
        .returns(4L, HeldLane::seq)
        .returns(1, HeldLane::attempt)
        .returns(Duration.ZERO, HeldLane::spent);
  }
}
