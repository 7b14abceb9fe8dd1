package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.application.SignalSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Signals by publish and subscribe: one connection per Redis server with inboxes, on which this
 * node listens to the channels of its connected users. On a Cluster the channels are sharded, so a
 * signal stays with the server that has the inbox. A lost line is made anew, and whoever was on it
 * may have missed something.
 */
public final class RedisSignals implements SignalSource {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSignals.class);
  private static final Duration POKE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final String ONLY_SERVER = "";
  private static final String ALWAYS = "messenger:signals";

  private final Supplier<ConnectionProvider> source;
  private final Map<String, SignalLine> lines = new ConcurrentHashMap<>();
  private final Map<UserId, SignalLine> homes = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable ConnectionProvider provider;
  private @Nullable Listener listener;

  /**
   * @param source makes what hands out connections, also while Redis is away
   */
  public RedisSignals(Supplier<ConnectionProvider> source) {
    this.source = source;
  }

  @Override
  public void start(Listener told) {
    this.listener = told;
    Thread.ofVirtual().name("stream-signals-poke").start(this::pokeNowAndThen);
  }

  private void pokeNowAndThen() {
    try {
      while (!stopped.await(POKE.toMillis(), TimeUnit.MILLISECONDS)) {
        lines.values().forEach(SignalLine::poke);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void listen(UserId user) {
    homes.put(user, lineFor(user));
  }

  private synchronized SignalLine lineFor(UserId user) {
    String channel = InboxReader.signalOf(user);
    String server = serverOf(channel);
    SignalLine line = lines.get(server);
    if (line == null || !line.add(channel)) {
      line = newLine(server, channel);
      line.add(channel);
      lines.put(server, line);
      line.start();
    }
    return line;
  }

  private SignalLine newLine(String server, String channel) {
    boolean isOne = server.equals(ONLY_SERVER);
    return new SignalLine(
        () -> connectionFor(channel),
        isOne ? ALWAYS : channel,
        isOne ? PlainSubscription::new : ShardedSubscription::new,
        new Told(),
        line -> lost(server, line));
  }

  private String serverOf(String channel) {
    if (!(provider() instanceof ClusterConnectionProvider cluster)) {
      return ONLY_SERVER;
    }
    try {
      return String.valueOf(cluster.getNode(JedisClusterCRC16.getSlot(channel)));
    } catch (JedisException e) {
      return "unknown";
    }
  }

  private Connection connectionFor(String channel) {
    return provider() instanceof ClusterConnectionProvider cluster
        ? cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(channel))
        : provider().getConnection();
  }

  private synchronized ConnectionProvider provider() {
    ConnectionProvider known = provider;
    if (known == null) {
      known = source.get();
      provider = known;
    }
    return known;
  }

  @Override
  public void forget(UserId user) {
    SignalLine line = homes.remove(user);
    if (line != null) {
      line.remove(InboxReader.signalOf(user));
    }
  }

  /** Finds new lines for the users of one that is lost, unless they are gone by then. */
  private void lost(String server, SignalLine line) {
    lines.remove(server, line);
    try {
      if (stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    renewSlots();
    for (String channel : line.channels()) {
      UserId user = userOf(channel);
      homes.computeIfPresent(user, (known, home) -> home == line ? lineFor(user) : home);
    }
  }

  private void renewSlots() {
    if (provider() instanceof ClusterConnectionProvider cluster) {
      try {
        cluster.renewSlotCache();
      } catch (JedisException e) {
        LOG.debug("No member of the cluster answers", e);
      }
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    lines.values().forEach(SignalLine::close);
    synchronized (this) {
      if (provider != null) {
        closeQuietly(provider);
      }
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.debug("Connections were closed already", e);
    }
  }

  /** The user in {@code {user:<id>}:signal}. */
  private static UserId userOf(String channel) {
    return new UserId(channel.substring(channel.indexOf(':') + 1, channel.indexOf('}')));
  }

  private final class Told implements Subscription.Ear {

    @Override
    public void subscribed(String channel) {
      Listener told = listener;
      if (told != null && !channel.equals(ALWAYS)) {
        told.listening(List.of(userOf(channel)));
      }
    }

    @Override
    public void unsubscribed(String channel) {
      renewSlots();
      UserId user = userOf(channel);
      homes.computeIfPresent(user, (known, home) -> lineFor(user));
    }

    @Override
    public void message(String channel, String payload) {
      Listener told = listener;
      if (told != null && !channel.equals(ALWAYS)) {
        told.signalled(userOf(channel), payload);
      }
    }
  }
}
