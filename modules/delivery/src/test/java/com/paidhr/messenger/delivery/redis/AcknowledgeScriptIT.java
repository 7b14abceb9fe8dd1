package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link AcknowledgeScript}. */
class AcknowledgeScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void removesTakenJobsAndSaysHowMany() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text(), job(2).text()));
    List<String> tickets = REDIS.take("one");

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, tickets)).isEqualTo(2);

    assertThat(StatsScript.run(REDIS.client(), 0).inFlight()).isZero();
    assertThat(REDIS.jobs()).isEmpty();
  }

  @Test
  void removesNothingTwice() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    List<String> tickets = REDIS.take("one");
    AcknowledgeScript.run(REDIS.client(), 0, tickets);

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, tickets)).isZero();
  }

  @Test
  void needsNoGroup() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, List.of("1-1"))).isZero();
    assertThat(REDIS.jobs()).hasSize(1);
  }
}
