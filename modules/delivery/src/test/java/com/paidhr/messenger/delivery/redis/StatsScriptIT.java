package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link StatsScript}. */
class StatsScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void countsNothingWhereNothingIs() {
    assertThat(StatsScript.run(REDIS.client(), 0))
        .isEqualTo(new PartitionStats(0, 0, 0, 0, Duration.ZERO, 0));
  }

  @Test
  void countsWaitingTakenAndDelayedJobs() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    REDIS.take("one");
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(2).text(), job(3).text()));
    DelayScript.run(REDIS.client(), 0, job(4), Duration.ofMinutes(1));

    PartitionStats stats = StatsScript.run(REDIS.client(), 0);

    assertThat(stats.depth()).isEqualTo(2);
    assertThat(stats.inFlight()).isEqualTo(1);
    assertThat(stats.delayed()).isEqualTo(1);
    assertThat(stats.bytes()).isPositive();
    await().until(() -> StatsScript.run(REDIS.client(), 0).oldest().compareTo(stats.oldest()) > 0);
  }
}
