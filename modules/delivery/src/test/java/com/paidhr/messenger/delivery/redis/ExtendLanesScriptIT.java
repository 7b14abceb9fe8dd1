package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link ExtendLanesScript}. */
class ExtendLanesScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static List<UserId> extend(long upTo, UserId... users) {
    return ExtendLanesScript.run(REDIS.client(), 0, ROOM, List.of(users), upTo);
  }

  private static void hold() {
    HoldLaneScript.runAll(
        REDIS.client(),
        lane -> 0,
        List.of(new Hold(LANE, 3, 1, 5, Duration.ofMinutes(1), Duration.ZERO)),
        false);
  }

  @Test
  void namesTheUsersWhoseLanesAreNotHeld() {
    hold();
    UserId free = new UserId("free");

    assertThat(extend(8, BOB, free)).containsExactly(free);
    assertThat(REDIS.client().hkeys(RedisKeys.held(0, ROOM))).containsExactly("bob");
  }

  @Test
  void handsMoreToAHeldLaneAndNeverLess() {
    hold();

    extend(8, BOB);
    extend(6, BOB);

    assertThat(ReadLaneScript.runAll(REDIS.client(), lane -> 0, List.of(LANE)).get(LANE))
        .returns(3L, HeldLane::seq)
        .returns(1, HeldLane::attempt)
        .returns(8L, HeldLane::upTo);
  }
}
