package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link HeldLanesScript}, and how the state that it writes is read. */
class HeldLanesScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static final HeldLanesScript SCRIPT = new HeldLanesScript(REDIS.client(), room -> 0);
  private static final RedisHeldLanes LANES =
      new RedisHeldLanes(REDIS.client(), room -> 0, new DueTimers());

  private static long hold(long seq, int attempt, long upTo, long spentMs) {
    return hold(seq, attempt, upTo, spentMs, false);
  }

  private static long hold(long seq, int attempt, long upTo, long spentMs, boolean begins) {
    Duration spent = Duration.ofMillis(spentMs);
    Hold hold = new Hold(LANE, seq, attempt, upTo, Duration.ofMinutes(1), spent);
    return SCRIPT.hold(List.of(hold), begins).getFirst();
  }

  private static HeldLane state() {
    return LANES.find(List.of(LANE)).values().iterator().next();
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

  @Test
  void leavesOutLanesThatAreNotHeld() {
    assertThat(LANES.find(List.of(LANE))).isEmpty();
    assertThat(LANES.find(List.of())).isEmpty();
  }

  @Test
  void readsTheStateOfHeldLanes() {
    Job.Lane other = new Job.Lane(ROOM, new UserId("cy"));
    SCRIPT.hold(
        List.of(
            new Hold(LANE, 3, 2, 7, Duration.ZERO, Duration.ofSeconds(9)),
            new Hold(other, 4, 1, 4, Duration.ZERO, Duration.ZERO)),
        false);

    Map<Job.Lane, HeldLane> states = LANES.find(List.of(LANE, other));

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

  @Nested
  class Releasing {
    private static Map<Job.Lane, Long> release(long delivered) {
      return SCRIPT.release(Map.of(LANE, delivered));
    }

    @Test
    void letsGoALaneThatHasDeliveredEverything() {
      hold(3, 1, 5, 0);

      assertThat(release(5)).isEmpty();
      assertThat(REDIS.client().exists(RedisKeys.held(0, ROOM))).isFalse();
    }

    @Test
    void keepsALaneThatWasHandedMore() {
      hold(3, 1, 5, 0);

      assertThat(release(4)).containsExactly(Map.entry(LANE, 5L));
      assertThat(REDIS.client().hexists(RedisKeys.held(0, ROOM), "bob")).isTrue();
    }

    @Test
    void doesNotMindALaneThatIsNotHeld() {
      assertThat(release(5)).isEmpty();
    }
  }

  @Nested
  class Extending {
    private static List<UserId> extend(long upTo, UserId... users) {
      return SCRIPT.extend(ROOM, List.of(users), upTo);
    }

    @Test
    void namesTheUsersWhoseLanesAreNotHeld() {
      hold(3, 1, 5, 0);
      UserId free = new UserId("free");

      assertThat(extend(8, BOB, free)).containsExactly(free);
      assertThat(REDIS.client().hkeys(RedisKeys.held(0, ROOM))).containsExactly("bob");
    }

    @Test
    void handsMoreToAHeldLaneAndNeverLess() {
      hold(3, 1, 5, 0);

      extend(8, BOB);
      extend(6, BOB);

      assertThat(state())
          .returns(3L, HeldLane::seq)
          .returns(1, HeldLane::attempt)
          .returns(8L, HeldLane::upTo);
    }
  }
}
