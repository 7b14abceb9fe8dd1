package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import com.paidhr.messenger.shared.redis.PipedReply;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What Redis answers to scripts. */
final class Replies {
  private Replies() {}

  /** Whether only this key is at fault; a server that takes no writes says OOM, READONLY, … */
  static boolean isOwnFault(JedisDataException e) {
    String reason = String.valueOf(e.getMessage());
    return !PipedReply.isOutage(e) && (reason.startsWith("WRONGTYPE") || reason.startsWith("ERR"));
  }

  /** The replies in the order of the calls; throws the first refusal. */
  static List<@Nullable Object> ofAll(LuaScript script, UnifiedJedis redis, Stream<Call> calls) {
    List<Call> all = calls.toList();
    List<@Nullable Object> replies = all.isEmpty() ? List.of() : script.runAll(redis, all);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException e) {
        throw e;
      }
    }
    return replies;
  }
}
