package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What Redis answers to many runs of a script. */
final class Replies {
  private Replies() {}

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
