package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.Job;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link PublishScript}. */
class PublishScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static boolean publish(long maxBytes, Job... jobs) {
    return PublishScript.run(REDIS.client(), 0, maxBytes, Stream.of(jobs).map(Job::text).toList());
  }

  @Test
  void addsJobsInTheirOrder() {
    assertThat(publish(1 << 20, job(1), job(2))).isTrue();
    assertThat(REDIS.jobs()).containsExactly(job(1).text(), job(2).text());
  }

  @Test
  void addsNoneWhenTheBytesAreUsedUp() {
    publish(1 << 20, job(1));

    assertThat(publish(1, job(2), job(3))).isFalse();
    assertThat(REDIS.jobs()).containsExactly(job(1).text());
  }

  @Test
  void countsDelayedJobsAmongTheBytes() {
    DelayScript.run(REDIS.client(), 0, job(1), Duration.ofMinutes(1));

    assertThat(publish(1, job(2))).isFalse();
  }
}
