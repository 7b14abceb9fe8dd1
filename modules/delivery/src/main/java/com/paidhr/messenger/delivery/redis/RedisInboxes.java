package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Inboxes and lanes, per user in one slot, so that one script moves both. */
public final class RedisInboxes implements Inboxes {
  private static final LuaScript APPEND = LuaScript.beside(RedisInboxes.class, "append-inbox.lua");
  private static final LuaScript SKIP = LuaScript.beside(RedisInboxes.class, "skip-message.lua");
  private static final LuaScript RECOVER =
      LuaScript.beside(RedisInboxes.class, "recover-message.lua");

  private final UnifiedJedis redis;
  private final InboxSettings settings;

  public RedisInboxes(UnifiedJedis redis, InboxSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  @Override
  public List<Appended> append(List<Append> lanes) {
    if (lanes.isEmpty()) {
      return List.of();
    }
    String generation = UUID.randomUUID().toString();
    List<Call> calls = new ArrayList<>(lanes.size());
    for (Append lane : lanes) {
      calls.add(
          Call.of(
              List.of(RedisKeys.inbox(lane.user()), RedisKeys.lanes(lane.user())),
              List.of(
                  lane.conversation(),
                  lane.start().isPresent() ? lane.start().getAsLong() : "",
                  lane.since() - 1,
                  lane.upTo(),
                  generation,
                  settings.length(),
                  settings.unusedAfter().toSeconds())));
    }
    return APPEND.runAll(redis, calls).stream().map(RedisInboxes::appended).toList();
  }

  private static Appended appended(@Nullable Object reply) {
    return switch (reply) {
      case List<?> cursors when cursors.getFirst().equals(-1L) -> new Appended.Unknown();
      case List<?> cursors ->
          new Appended.Moved((Long) cursors.getFirst(), (Long) cursors.getLast());
      case JedisDataException e -> new Appended.Refused(String.valueOf(e.getMessage()));
      case null, default -> new Appended.Refused("Unexpected reply " + reply);
    };
  }

  @Override
  public Map<Job.Lane, Long> cursors(Collection<Job.Lane> lanes) {
    Map<Job.Lane, Response<String>> responses = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (Job.Lane lane : lanes) {
        responses.put(
            lane, pipeline.hget(RedisKeys.lanes(lane.recipient()), lane.conversation().value()));
      }
      pipeline.sync();
    }
    Map<Job.Lane, Long> cursors = new HashMap<>();
    responses.forEach((lane, response) -> {
      String cursor = response.get();
      if (cursor != null) {
        cursors.put(lane, Long.parseLong(cursor));
      }
    });
    return cursors;
  }

  @Override
  public boolean skip(Job.Lane lane, MessageId message) {
    Object reply =
        SKIP.run(
            redis,
            Call.of(
                List.of(RedisKeys.lanes(lane.recipient())),
                List.of(lane.conversation(), message.seq())));
    return reply.equals(1L);
  }

  @Override
  public boolean recover(UserId user, MessageId message) {
    Object reply =
        RECOVER.run(
            redis,
            Call.of(
                List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
                List.of(
                    message.conversation(),
                    message.seq(),
                    UUID.randomUUID(),
                    settings.length(),
                    settings.unusedAfter().toSeconds())));
    return reply.equals(1L);
  }
}
