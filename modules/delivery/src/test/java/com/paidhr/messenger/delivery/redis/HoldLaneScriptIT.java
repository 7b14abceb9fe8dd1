package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link HoldLaneScript}. */
class HoldLaneScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static long hold(long seq, int attempt, long upTo, long spentMs) {
    return hold(seq, attempt, upTo, spentMs, false);
  }

  private static long hold(long seq, int attempt, long upTo, long spentMs, boolean begins) {
    Duration spent = Duration.ofMillis(spentMs);
    Hold hold = new Hold(LANE, seq, attempt, upTo, Duration.ofMinutes(1), spent);
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
    assertThat(hold(3, 1, 5, 0)).isEqualTo(5);
    assertThat(hold(3, 2, 5, 0)).isEqualTo(5);

    assertThat(REDIS.client().zrange(RedisKeys.delayed(0), 0, -1)).containsExactly(LANE.text());
    assertThat(state()).returns(3L, HeldLane::seq).returns(2, HeldLane::attempt);
  }

  @Test
  void neverForgetsWhatTheLaneWasHanded() {
    hold(3, 1, 9, 0);

    assertThat(hold(3, 2, 5, 0)).isEqualTo(9);
    assertThat(state().upTo()).isEqualTo(9);
  }

  @Test
  void keepsTheEarlierMessageOfTwoWhoBeginAtOnce() {
    hold(3, 2, 5, 70, true);

    hold(6, 1, 9, 0, true);

    assertThat(state())
        .returns(3L, HeldLane::seq)
        .returns(2, HeldLane::attempt)
        .returns(9L, HeldLane::upTo)
        .returns(Duration.ofMillis(70), HeldLane::spent);
    hold(2, 1, 4, 0, true);
    assertThat(state()).returns(2L, HeldLane::seq).returns(9L, HeldLane::upTo);
    hold(7, 1, 9, 0);
    assertThat(state().seq()).isEqualTo(7);
  }

  @Test
  void keepsTheTimeThatIsSpentWhateverTimePasses() {
    hold(3, 1, 5, 40);
    assertThat(state().spent()).isEqualTo(Duration.ofMillis(40));

    hold(4, 1, 5, 0);
    assertThat(state().spent()).isZero();
  }
}
