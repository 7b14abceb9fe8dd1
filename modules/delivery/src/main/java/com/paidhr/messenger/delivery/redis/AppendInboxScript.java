package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * {@code append-inbox.lua}: moves lanes up to a message and puts what is between into inboxes, or
 * past one that is given up.
 */
final class AppendInboxScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(AppendInboxScript.class, "append-inbox.lua");

  private AppendInboxScript() {}

  /**
   * What became of each lane, in their order.
   *
   * @throws JedisDataException when the server takes no writes at all, which is no lane's fault
   */
  static List<Appended> runAll(UnifiedJedis redis, InboxSettings settings, List<Append> lanes) {
    if (lanes.isEmpty()) {
      return List.of();
    }
    String generation = UUID.randomUUID().toString();
    List<Call> calls =
        lanes.stream().map(lane -> call(redis, lane, 0, generation, settings)).toList();
    return SCRIPT.runAll(redis, calls).stream().map(AppendInboxScript::appended).toList();
  }

  /** Moves a lane past a message that is given up; false when it had passed the message. */
  static boolean skip(
      UnifiedJedis redis, InboxSettings settings, Job.Lane lane, long since, MessageId message) {
    long seq = message.seq();
    Append past =
        new Append(lane.conversation(), lane.recipient(), OptionalLong.of(seq - 1), since, seq);
    String generation = UUID.randomUUID().toString();
    List<?> cursors = (List<?>) SCRIPT.run(redis, call(redis, past, 1, generation, settings));
    return (Long) cursors.getFirst() < seq;
  }

  private static Call call(
      UnifiedJedis redis, Append lane, int gives, String generation, InboxSettings settings) {
    return Call.of(
        List.of(RedisKeys.inbox(lane.user()), RedisKeys.lanes(lane.user())),
        List.of(
            lane.conversation(),
            lane.start().isPresent() ? lane.start().getAsLong() : "",
            lane.since() - 1,
            lane.upTo(),
            gives,
            generation,
            settings.length(),
            settings.unusedAfter().toSeconds(),
            Signals.command(redis),
            RedisKeys.signal(lane.user())));
  }

  private static Appended appended(@Nullable Object reply) {
    return switch (reply) {
      case List<?> cursors when cursors.getFirst().equals(-1L) -> new Appended.Unknown();
      case List<?> cursors ->
          new Appended.Moved((Long) cursors.getFirst(), (Long) cursors.getLast());
      case JedisDataException e when Replies.isOwnFault(e) ->
          new Appended.Refused(String.valueOf(e.getMessage()));
      case JedisDataException e -> throw e;
      case null, default -> new Appended.Refused("Unexpected reply " + reply);
    };
  }
}
