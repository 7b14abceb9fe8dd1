package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Arrival;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Watches inboxes in Redis and records whatever appears, in the order of appearance. An inbox is
 * read again from its beginning when another server or another generation answers, since then what
 * was read before may be gone.
 */
final class InboxTail implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String READ =
      """
      -- KEYS[1] inbox   KEYS[2] lanes of the same user
      -- ARGV[1] the life read last   ARGV[2] the entry read last
      -- returns {life, entries behind that entry, or all when the life is another}
      local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
      local life = server .. '/' .. (redis.call('HGET', KEYS[2], '~generation') or '')
      local from = '-'
      if life == ARGV[1] then from = '(' .. ARGV[2] end
      return {life, redis.call('XRANGE', KEYS[1], from, '+')}
      """;

  private final UnifiedJedis redis;
  private final History history;
  private final Map<String, Position> positions = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong passes = new AtomicLong();
  private final Thread thread;

  private record Position(String life, String entry) {}

  InboxTail(URI uri, Collection<String> users, History history) {
    this.redis = RedisConnection.connect(new RedisSettings(uri, Duration.ofSeconds(1), 4));
    this.history = history;
    users.forEach(user -> positions.put(user, new Position("", "0-0")));
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          positions.replaceAll(this::read);
          passes.incrementAndGet();
        } catch (JedisException e) {
          // Redis is away, which is what some runs are for. What is there later is read later.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Position read(String user, Position last) {
    String tag = "{user:" + user + "}";
    List<?> reply =
        (List<?>)
            redis.eval(
                READ, List.of(tag + ":inbox", tag + ":lanes"), List.of(last.life(), last.entry()));
    String life = (String) reply.get(0);
    String entry = life.equals(last.life()) ? last.entry() : "0-0";
    for (Object each : (List<?>) reply.get(1)) {
      List<?> pair = (List<?>) each;
      entry = (String) pair.get(0);
      record(user, life, (List<?>) pair.get(1));
    }
    return new Position(life, entry);
  }

  private void record(String user, String life, List<?> flat) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      fields.put((String) flat.get(i), (String) flat.get(i + 1));
    }
    String room = fields.getOrDefault("c", "");
    if (!history.rooms.containsKey(room)) {
      return;
    }
    switch (Lookup.in(fields, "t")) {
      case "message.created" -> {
        long seq = Long.parseLong(Lookup.in(fields, "s"));
        history.arrivals.add(new Arrival(user, life, room, seq, seq, false));
      }
      case "gap" -> {
        long first = Long.parseLong(Lookup.in(fields, "s"));
        long last = Long.parseLong(Lookup.in(fields, "u"));
        history.arrivals.add(new Arrival(user, life, room, first, last, true));
      }
      default -> {
        // Other events are not messages.
      }
    }
  }

  /** Returns when everything that is in the inboxes now has been recorded. */
  void catchUp() {
    long begun = passes.get();
    Awaitility.await().until(() -> passes.get() >= begun + 2);
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    redis.close();
  }
}
