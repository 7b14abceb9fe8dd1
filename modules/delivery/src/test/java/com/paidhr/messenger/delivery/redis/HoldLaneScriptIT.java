package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link HoldLaneScript}. */
class HoldLaneScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static long hold(long seq, int attempt, long upTo, boolean progressed) {
    return hold(seq, attempt, upTo, progressed, false);
  }

  private static long hold(long seq, int attempt, long upTo, boolean progressed, boolean begins) {
    Hold hold = new Hold(LANE, seq, attempt, upTo, Duration.ofMinutes(1), progressed);
    return HoldLaneScript.runAll(REDIS.client(), lane -> 0, List.of(hold), begins).getFirst();
  }

  private static HeldLane state() {
    return ReadLaneScript.runAll(REDIS.client(), lane -> 0, List.of(LANE))
        .values()
        .iterator()
        .next();
  }

  @Test
  void holdsALaneAndQueuesItsTurnOnce() {
    assertThat(hold(3, 1, 5, false)).isEqualTo(5);
    assertThat(hold(3, 2, 5, false)).isEqualTo(5);

    assertThat(REDIS.client().zrange(RedisKeys.delayed(0), 0, -1)).containsExactly(LANE.text());
    assertThat(state()).returns(3L, HeldLane::seq).returns(2, HeldLane::attempt);
  }

  @Test
  void neverForgetsWhatTheLaneWasHanded() {
    hold(3, 1, 9, false);

    assertThat(hold(3, 2, 5, false)).isEqualTo(9);
    assertThat(state().upTo()).isEqualTo(9);
  }

  @Test
  void keepsTheEarlierMessageOfTwoWhoBeginAtOnce() {
    hold(3, 2, 5, false, true);

    hold(6, 1, 9, false, true);

    assertThat(state())
        .returns(3L, HeldLane::seq)
        .returns(2, HeldLane::attempt)
        .returns(9L, HeldLane::upTo);
    hold(2, 1, 4, false, true);
    assertThat(state()).returns(2L, HeldLane::seq).returns(9L, HeldLane::upTo);
    hold(7, 1, 9, true, false);
    assertThat(state().seq()).isEqualTo(7);
  }

  @Test
  void countsTheTimeOfFailingAnewAfterProgressOnly() {
    hold(3, 1, 5, false);
    await().until(() -> state().failingFor().compareTo(Duration.ofMillis(40)) > 0);

    hold(3, 2, 5, false);
    assertThat(state().failingFor()).isGreaterThan(Duration.ofMillis(40));
    hold(4, 1, 5, true);
    assertThat(state().failingFor()).isLessThan(Duration.ofMillis(40));
  }
}
