package com.paidhr.messenger.streams.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.streams.application.SignalSource;
import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Signals on a Cluster whose masters change. */
class RedisSignalsIT {
  private static final List<UserId> USERS =
      IntStream.range(0, 30).mapToObj(i -> new UserId("user" + i)).toList();

  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final Set<UserId> listening = ConcurrentHashMap.newKeySet();
  private final Set<UserId> heard = ConcurrentHashMap.newKeySet();

  private final class Notes implements SignalSource.Listener {
    @Override
    public void signalled(UserId user, String payload) {
      heard.add(user);
    }

    @Override
    public void listening(Collection<UserId> users) {
      listening.addAll(users);
    }
  }

  @Test
  void hearsEverybodySoonAfterAFailoverAndWhenTheOldMasterIsBack() throws Exception {
    try (RedisCluster cluster = RedisCluster.startWithReplicas(folder)) {
      RedisSettings settings = new RedisSettings(cluster.uri(), Duration.ofSeconds(1), 2);
      RedisSignals signals = new RedisSignals(() -> RedisConnection.connections(settings));
      try (UnifiedJedis redis = RedisConnection.connect(settings)) {
        signals.start(new Notes());
        USERS.forEach(signals::listen);
        Awaitility.await().until(() -> listening.containsAll(USERS));
        listening.clear();
        String key = InboxReader.signalOf(USERS.getFirst());
        RedisServer master = cluster.masterOf(key);

        master.kill();
        cluster.awaitMasterOtherThan(master, key);
        awaitHearing(redis);
        assertThat(listening).as("may have missed something").contains(USERS.getFirst());

        master.restart();
        cluster.awaitComplete();
        awaitHearing(redis);
      } finally {
        signals.stop();
      }
    }
  }

  /** All of them, by one signal each that is whispered again until it is heard. */
  private void awaitHearing(UnifiedJedis redis) {
    heard.clear();
    RedisWhispers whispers = new RedisWhispers(redis);
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(() -> {
          whispers.send(USERS, "typing room ann");
          return heard.containsAll(USERS);
        });
  }
}
