package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link MoveDueScript}. */
class MoveDueScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static void delay(long seq, Duration delay) {
    DelayScript.run(REDIS.client(), 0, job(seq), delay, "");
  }

  @Test
  void findsNothing() {
    assertThat(MoveDueScript.run(REDIS.client(), 0, 10))
        .isEqualTo(new DeliveryQueue.Moved(0, Optional.empty()));
  }

  @Test
  void movesWhatIsDueAndTellsWhenTheNextIs() {
    delay(1, Duration.ZERO);
    delay(2, Duration.ofMinutes(1));

    DeliveryQueue.Moved moved = MoveDueScript.run(REDIS.client(), 0, 10);

    assertThat(moved.jobs()).isEqualTo(1);
    assertThat(moved.untilNext().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    assertThat(REDIS.jobs()).containsExactly(job(1).text());
    assertThat(REDIS.client().zrange(RedisKeys.delayed(0), 0, -1)).containsExactly(job(2).text());
  }

  @Test
  void movesNoMoreThanAskedForAndTellsThatMoreIsDue() {
    delay(1, Duration.ZERO);
    delay(2, Duration.ZERO);

    assertThat(MoveDueScript.run(REDIS.client(), 0, 1))
        .isEqualTo(new DeliveryQueue.Moved(1, Optional.of(Duration.ZERO)));
  }
}
