package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Epoch;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Moved;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Tended;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** Every result of {@link TendScript}. */
class TendScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @TempDir Path folder;

  private static Epoch epoch(UnifiedJedis client, int partition) {
    return look(client, partition).tended().epoch();
  }

  private static TendScript.Look look(UnifiedJedis client, int partition) {
    return TendScript.look(client, partition, 10, Duration.ofHours(1), Duration.ofHours(1));
  }

  @Test
  void begins() {
    Epoch first = epoch(REDIS.client(), 0);

    assertThat(first.isNew()).isTrue();
    assertThat(first.name()).matches("[-0-9a-f]{36}@[0-9a-f]{40}");
    assertThat(epoch(REDIS.client(), 1).name()).isNotEqualTo(first.name());
  }

  @Test
  void goesOnAsLongAsDataAndServerStay() {
    Epoch first = epoch(REDIS.client(), 0);

    assertThat(epoch(REDIS.client(), 0)).isEqualTo(new Epoch(first.name(), false));
  }

  @Test
  void isAnotherAfterARestart() {
    try (var server = RedisServer.start(folder);
        var client = TestRedis.connect(server.uri())) {
      Epoch before = epoch(client, 0);
      server.stop();
      server.restart();

      assertThat(TestRedis.whenItAnswers(() -> epoch(client, 0)))
          .returns(false, Epoch::isNew)
          .extracting(Epoch::name)
          .isNotEqualTo(before.name());
    }
  }

  @Test
  void isAnotherAfterAFailover() {
    try (var group = RedisGroup.start(folder, 1);
        var client = TestRedis.connect(group.uri())) {
      Epoch before = epoch(client, 0);
      RedisServer old = group.master();
      try (var direct = old.connect()) {
        direct.waitReplicas(1, 5_000);
      }
      old.kill();
      group.awaitMasterOtherThan(old);

      assertThat(TestRedis.whenItAnswers(() -> epoch(client, 0)))
          .returns(false, Epoch::isNew)
          .extracting(Epoch::name)
          .isNotEqualTo(before.name());
    }
  }

  @Nested
  class Moving {
    private static void delay(long seq, Duration delay) {
      DelayScript.run(REDIS.client(), 0, job(seq), delay);
    }

    @Test
    void findsNothing() {
      assertThat(TendScript.move(REDIS.client(), 0, 10)).isEqualTo(new Moved(0, Optional.empty()));
    }

    @Test
    void movesWhatIsDueAndTellsWhenTheNextIs() {
      delay(1, Duration.ZERO);
      delay(2, Duration.ofMinutes(1));

      Moved moved = look(REDIS.client(), 0).tended().moved();

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

      assertThat(TendScript.move(REDIS.client(), 0, 1))
          .isEqualTo(new Moved(1, Optional.of(Duration.ZERO)));
    }
  }

  @Nested
  class Consumers {
    private static List<String> consumers() {
      return REDIS.client().xinfoConsumers2(RedisKeys.jobs(0), RedisKeys.GROUP).stream()
          .map(info -> info.getName())
          .toList();
    }

    private static List<String> take(String consumer) {
      PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
      return REDIS.take(consumer);
    }

    private static Tended after(Duration silent) {
      return TendScript.look(REDIS.client(), 0, 10, Duration.ofMillis(20), silent).tended();
    }

    @Test
    void areForgottenWhenTheyHoldNothingAndAreGone() {
      take("holds a job");
      AcknowledgeScript.run(REDIS.client(), 0, take("gone"));

      await()
          .untilAsserted(() -> {
            after(Duration.ofMillis(20));
            assertThat(consumers()).containsExactly("holds a job");
          });
    }

    @Test
    void areKeptWhenTheyWereHeardOf() {
      AcknowledgeScript.run(REDIS.client(), 0, take("one"));

      assertThat(after(Duration.ofHours(1)).leftAlone()).isFalse();

      assertThat(consumers()).containsExactly("one");
    }

    @Test
    void areSaidToLeaveAJobAlone() {
      take("one");

      await().until(() -> after(Duration.ofHours(1)).leftAlone());
      assertThat(look(REDIS.client(), 0).tended().leftAlone()).isFalse();
    }
  }

  @Test
  void tellsOfAPause() {
    assertThat(look(REDIS.client(), 0).paused()).isFalse();

    REDIS.client().set(RedisKeys.paused(0), "1");

    assertThat(look(REDIS.client(), 0).paused()).isTrue();
    assertThat(look(REDIS.client(), 1).paused()).isFalse();
  }
}
