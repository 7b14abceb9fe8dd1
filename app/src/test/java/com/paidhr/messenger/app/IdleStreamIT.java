package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.ClientStream;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.exceptions.JedisException;

/** What clients cost to whom nothing happens. */
class IdleStreamIT {
  private static final int STREAMS = 20;
  private static final Duration WATCHED = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final List<String> commands = new CopyOnWriteArrayList<>();

  @Test
  void costsRedisNothingBetweenHeartbeats() {
    List<ClientStream> streams = new ArrayList<>();
    try (RedisServer redis = RedisServer.start(folder);
        RunningMessenger messenger =
            RunningMessenger.with()
                .env("REDIS_URI", redis.uri().toString())
                .env("STREAMS_PER_USER", "" + STREAMS)
                .env("STREAMS_HEARTBEAT", "PT5M")
                .start();
        Jedis watching = redis.connect();
        Jedis marking = redis.connect()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      Thread.ofVirtual().start(() -> watch(watching));
      for (int i = 0; i < STREAMS; i++) {
        streams.add(EventStream.of(ann));
        streams.add(SocketStream.of(bob));
      }
      awaitRest(ann, bob);

      await()
          .atMost(Duration.ofMinutes(1))
          .during(WATCHED)
          .untilAsserted(() -> assertThat(about(ann, bob)).isEmpty());

      marking.get("the-end");
      await().until(() -> commands.stream().anyMatch(command -> command.contains("the-end")));
    } finally {
      streams.forEach(ClientStream::close);
    }
  }

  private void watch(Jedis watching) {
    try {
      watching.monitor(
          new JedisMonitor() {
            @Override
            public void onCommand(String command) {
              commands.add(command);
            }
          });
    } catch (JedisException e) {
      // The test is over.
    }
  }

  /** Until what came with connecting is done. */
  private void awaitRest(ApiClient... users) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !about(users).isEmpty());
    await()
        .atMost(Duration.ofMinutes(1))
        .during(Duration.ofSeconds(2))
        .until(() -> {
          boolean rest = about(users).isEmpty();
          commands.clear();
          return rest;
        });
  }

  /** Their presence is confirmed at a pace of its own, which is that of default heartbeats. */
  private List<String> about(ApiClient... users) {
    return commands.stream()
        .filter(command -> !command.contains(":presence"))
        .filter(
            command -> List.of(users).stream().anyMatch(user -> command.contains(user.userId())))
        .toList();
  }
}
