package com.paidhr.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Whatever happens to processes, Redis, lines and store, no promise to a client is broken. {@code
 * -Dfaults.seed=…} makes the same choices again, {@code -Dfaults.length=10} lets faults last ten
 * times as long.
 */
class FaultsUnderLoadIT {
  @TempDir static Path folder;
  private static RedisServer redis;
  private static Stage stage;
  private static Cast cast;

  @BeforeAll
  static void start() {
    redis = RedisServer.start(folder.resolve("redis"));
    stage = Stage.on(redis, Trial.seed());
    cast = new Cast(stage.nodes);
  }

  @AfterAll
  static void stop() throws Exception {
    stage.close();
    redis.close();
  }

  private static History run(String name, Trial.Fault fault) throws Exception {
    return Trial.run(stage, cast, name, fault);
  }

  /** The same while messages to bob get lost mostly, so that many of them become dead letters. */
  private static void runWithALossyUser(String name, Trial.Fault fault) throws Exception {
    ApiClient admin = stage.nodes.getFirst().admin();
    String lossy = "/admin/network-profiles/user:" + cast.named("bob").id();
    admin.put(lossy, Map.of("loss", 0.9, "seed", Trial.seed())).expect(200);
    run(
        name,
        trial -> {
          fault.happen(trial);
          admin.delete(lossy).expect(204);
        });
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  @Test
  void surviveTheDeathOfNodes() throws Exception {
    runWithALossyUser(
        "kill -9 of each node",
        trial -> {
          for (RunningMessenger node : stage.nodes) {
            trial.last(seconds(1 + trial.random().nextDouble()));
            node.kill();
            node.restart();
          }
        });
  }

  @Test
  void surviveANodeThatComesBackAfterItsJobsWereTakenOver() throws Exception {
    run(
        "SIGSTOP beyond the claim time",
        trial -> {
          stage.toRedis.forEach(line -> line.delayBy(Duration.ofMillis(15)));
          for (int i = 0; i < 4; i++) {
            RunningMessenger node = stage.nodes.get(trial.random().nextInt(2));
            trial.last(seconds(0.2 + trial.random().nextDouble()));
            node.pause();
            trial.last(seconds(2.2));
            node.resume();
          }
          stage.toRedis.forEach(TcpProxy::heal);
        });
  }

  @Test
  void surviveFlushAll() throws Exception {
    run(
        "FLUSHALL",
        trial -> {
          trial.redisForgets();
          for (int i = 0; i < 4; i++) {
            trial.last(seconds(0.5 + 1.5 * trial.random().nextDouble()));
            try (Jedis jedis = redis.connect()) {
              jedis.flushAll();
            }
          }
          trial.last(seconds(1));
        });
  }

  /** A message that is FAILED for one still reaches the other, whose lane Redis forgot. */
  @Test
  void surviveFlushAllWhileOneLosesMuchAndAnotherIsFarAway() throws Exception {
    ApiClient admin = stage.nodes.getFirst().admin();
    String far = "/admin/network-profiles/user:" + cast.named("cleo").id();
    var aLongWay = Map.of("distribution", "UNIFORM", "minMs", 1_000, "maxMs", 4_000);
    admin.put(far, Map.of("latency", aLongWay, "seed", Trial.seed())).expect(200);
    runWithALossyUser(
        "FLUSHALL with one lossy and one far",
        trial -> {
          trial.redisForgets();
          for (int i = 0; i < 2; i++) {
            trial.last(seconds(3));
            try (Jedis jedis = redis.connect()) {
              jedis.flushAll();
            }
          }
          admin.delete(far).expect(204);
        });
  }

  @Test
  void surviveARedisThatComesBackEmpty() throws Exception {
    run(
        "Redis restarted without its file",
        trial -> {
          trial.redisForgets();
          for (int i = 0; i < 2; i++) {
            redis.kill();
            trial.last(seconds(1));
            redis.restartEmpty();
            trial.last(seconds(2));
          }
        });
  }

  @Test
  void surviveARedisThatHangs() throws Exception {
    run(
        "Redis paused for 10 s",
        trial -> {
          redis.pause();
          long before = trial.acknowledged();
          trial.last(seconds(10));
          assertThat(trial.acknowledged())
              .as("sends answered without Redis")
              .isGreaterThan(before + 20);
          redis.resume();
        });
  }

  @Test
  void surviveAnApplicationWithoutRedis() throws Exception {
    run(
        "one application cut off from Redis",
        trial -> {
          TcpProxy line = stage.toRedis.get(trial.random().nextInt(2));
          line.hold();
          trial.last(seconds(4));
          line.heal();
          trial.last(seconds(1));
          line.refuse();
          trial.last(seconds(3));
          line.heal();
        });
  }

  @Test
  void surviveAnApplicationWithoutStore() throws Exception {
    run(
        "one application cut off from the store",
        trial -> {
          TcpProxy line = stage.toStore.get(trial.random().nextInt(2));
          line.hold();
          trial.last(seconds(4));
          line.heal();
          trial.last(seconds(1));
          line.refuse();
          trial.last(seconds(3));
          line.heal();
        });
  }

  @Test
  void surviveRepeatedAndDelayedJobs() throws Exception {
    String profile = "/admin/network-profiles/global";
    stage
        .nodes
        .getFirst()
        .admin()
        .put(
            profile,
            Map.of(
                "latency",
                Map.of("distribution", "UNIFORM", "minMs", 0, "maxMs", 300),
                "loss",
                0.1,
                "duplicate",
                0.3,
                "seed",
                Trial.seed()))
        .expect(200);
    run(
        "jobs duplicated and delayed, on a bad network",
        trial -> {
          DuplicatedJobs jobs = new DuplicatedJobs(redis.uri(), trial.random());
          for (int i = 0; i < 30; i++) {
            trial.last(seconds(0.2));
            jobs.addAgain(Stream.generate(trial::anyMessage).limit(3).toList());
          }
          stage.nodes.getFirst().admin().delete(profile).expect(204);
        });
  }

  @Test
  void surviveAStoreThatAnswersErrors() throws Exception {
    int before = injected();
    runWithALossyUser(
        "1 in 20 answers of the store is an error",
        trial -> {
          stage.storeFaults.forEach(store -> store.fail(0.05));
          trial.last(seconds(8));
          stage.storeFaults.forEach(store -> store.fail(0));
        });
    assertThat(injected()).isGreaterThan(before + 20);
  }

  private static int injected() {
    return stage.storeFaults.stream().mapToInt(store -> store.injected()).sum();
  }
}
