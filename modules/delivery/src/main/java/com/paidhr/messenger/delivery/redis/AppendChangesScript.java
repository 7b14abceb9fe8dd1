package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** {@code append-changes.lua}: tells users of changes, each user in one call. */
final class AppendChangesScript {
  private static final Logger LOG = LoggerFactory.getLogger(AppendChangesScript.class);
  private static final LuaScript SCRIPT =
      LuaScript.beside(AppendChangesScript.class, "append-changes.lua");

  /** Changes in one call: Lua takes no more than some thousands of values at once. */
  private static final int AT_ONCE = 500;

  private AppendChangesScript() {}

  /**
   * Tells of all, in one round trip per server. An inbox of the wrong type is told of nothing.
   *
   * @throws JedisDataException when a server takes no writes
   */
  static void runAll(UnifiedJedis redis, InboxSettings settings, List<InboxChange> changes) {
    Map<UserId, List<InboxChange>> byUser = new LinkedHashMap<>();
    changes.forEach(
        change -> byUser.computeIfAbsent(change.user(), user -> new ArrayList<>()).add(change));
    List<Call> calls = new ArrayList<>();
    byUser.forEach((user, own) -> {
      for (int from = 0; from < own.size(); from += AT_ONCE) {
        List<InboxChange> some = own.subList(from, Math.min(own.size(), from + AT_ONCE));
        calls.add(call(redis, settings, user, some));
      }
    });
    if (calls.isEmpty()) {
      return;
    }
    for (Object reply : SCRIPT.runAll(redis, calls)) {
      if (reply instanceof JedisDataException e) {
        if (!Replies.isOwnFault(e)) {
          throw e;
        }
        LOG.warn("An inbox takes no changes: {}", e.getMessage());
      }
    }
  }

  private static Call call(
      UnifiedJedis redis, InboxSettings settings, UserId user, List<InboxChange> changes) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                UUID.randomUUID(),
                settings.length(),
                settings.unusedAfter().toSeconds(),
                Signals.command(redis),
                RedisKeys.signal(user)));
    for (InboxChange change : changes) {
      arguments.add(change.type().text());
      arguments.add(change.conversation());
      arguments.add(orNothing(change.seq()));
      arguments.add(orNothing(change.version()));
      UserId who = change.who();
      arguments.add(who == null ? "" : who);
      arguments.add(Reading.write(change.readings()));
      arguments.add(orNothing(change.after()));
    }
    return Call.of(List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)), arguments);
  }

  private static Object orNothing(long number) {
    return number == 0 ? "" : number;
  }
}
