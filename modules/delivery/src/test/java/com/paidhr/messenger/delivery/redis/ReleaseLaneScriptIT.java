package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.LANE;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link ReleaseLaneScript}. */
class ReleaseLaneScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static Map<Job.Lane, Long> release(long delivered) {
    return ReleaseLaneScript.runAll(REDIS.client(), lane -> 0, Map.of(LANE, delivered));
  }

  private static void hold() {
    HoldLaneScript.runAll(
        REDIS.client(),
        lane -> 0,
        List.of(new Hold(LANE, 3, 1, 5, Duration.ofMinutes(1), Duration.ZERO)),
        false);
  }

  @Test
  void letsGoALaneThatHasDeliveredEverything() {
    hold();

    assertThat(release(5)).isEmpty();
    assertThat(REDIS.client().exists(RedisKeys.held(0, ROOM))).isFalse();
  }

  @Test
  void keepsALaneThatWasHandedMore() {
    hold();

    assertThat(release(4)).containsExactly(Map.entry(LANE, 5L));
    assertThat(REDIS.client().hexists(RedisKeys.held(0, ROOM), "bob")).isTrue();
  }

  @Test
  void doesNotMindALaneThatIsNotHeld() {
    assertThat(release(5)).isEmpty();
  }
}
