package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link DelayScript}. */
class DelayScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void letsAJobWaitUntilTheTimeThatItAnswers() {
    long due = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1), "");

    assertThat(REDIS.client().zscore(RedisKeys.delayed(0), job(1).text())).isEqualTo(due);
    assertThat(REDIS.jobs()).isEmpty();
  }

  @Test
  void leavesAnEqualJobThatWaitsItsTime() {
    long due = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(5), "");
    long again = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1), "");

    assertThat(again).isEqualTo(due);
    assertThat(REDIS.client().zcard(RedisKeys.delayed(0))).isEqualTo(1);
    assertThat(REDIS.client().zscore(RedisKeys.delayed(0), job(1).text())).isEqualTo(due);
  }

  @Test
  void takesATakenJobOutOfTheStreamInTheSameStep() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    String ticket = REDIS.take("one").getFirst();

    DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1), ticket);

    assertThat(REDIS.jobs()).isEmpty();
    assertThat(StatsScript.run(REDIS.client(), 0))
        .returns(0L, PartitionStats::inFlight)
        .returns(1L, PartitionStats::delayed);
  }

  @Test
  void queuesNoTakenJobThatIsGone() {
    assertThat(DelayScript.run(REDIS.client(), 0, job(1), Duration.ZERO, "1-1")).isZero();
    assertThat(REDIS.client().exists(RedisKeys.delayed(0))).isFalse();
  }

  @Test
  void movesAnEqualJobWhenATakenOneIsGivenBack() {
    DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(5), "");
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    String ticket = REDIS.take("one").getFirst();

    long due = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1), ticket);

    assertThat(REDIS.client().zscore(RedisKeys.delayed(0), job(1).text())).isEqualTo(due);
  }
}
