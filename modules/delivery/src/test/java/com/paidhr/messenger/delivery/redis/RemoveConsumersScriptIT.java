package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link RemoveConsumersScript}. */
class RemoveConsumersScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  private static List<String> consumers() {
    return REDIS.client().xinfoConsumers2(RedisKeys.jobs(0), RedisKeys.GROUP).stream()
        .map(info -> info.getName())
        .toList();
  }

  private static List<String> take(String consumer) {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    return REDIS.take(consumer);
  }

  @Test
  void removesThoseThatHoldNothingAndAreGone() {
    take("holds a job");
    AcknowledgeScript.run(REDIS.client(), 0, take("gone"));

    await()
        .until(
            () -> RemoveConsumersScript.run(REDIS.client(), 0, Duration.ofMillis(20)), n -> n > 0);

    assertThat(consumers()).containsExactly("holds a job");
  }

  @Test
  void keepsThoseThatWereHeardOf() {
    AcknowledgeScript.run(REDIS.client(), 0, take("one"));

    assertThat(RemoveConsumersScript.run(REDIS.client(), 0, Duration.ofHours(1))).isZero();
    assertThat(consumers()).containsExactly("one");
  }

  @Test
  void needsNoGroup() {
    assertThat(RemoveConsumersScript.run(REDIS.client(), 0, Duration.ZERO)).isZero();
  }
}
