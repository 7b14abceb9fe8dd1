package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link DelayScript}. */
class DelayScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void letsAJobWaitUntilTheTimeThatItAnswers() {
    long due = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1));

    assertThat(REDIS.client().zscore(RedisKeys.delayed(0), job(1).text())).isEqualTo(due);
    assertThat(REDIS.jobs()).isEmpty();
  }

  @Test
  void leavesAnEqualJobThatWaitsItsTime() {
    long due = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(5));
    long again = DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1));

    assertThat(again).isEqualTo(due);
    assertThat(REDIS.client().zcard(RedisKeys.delayed(0))).isEqualTo(1);
    assertThat(REDIS.client().zscore(RedisKeys.delayed(0), job(1).text())).isEqualTo(due);
  }
}
