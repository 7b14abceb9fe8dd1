package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Epoch;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** {@code epoch.lua}: names the present life of a partition. */
final class EpochScript {
  private static final LuaScript SCRIPT = LuaScript.beside(EpochScript.class, "epoch.lua");

  private EpochScript() {}

  /** The life now; another one after the partition has, or may have, lost something. */
  static Epoch run(UnifiedJedis redis, int partition) {
    List<?> reply =
        (List<?>)
            SCRIPT.run(
                redis, Call.of(List.of(RedisKeys.epoch(partition)), List.of(UUID.randomUUID())));
    return new Epoch(
        text(reply.get(0)) + "@" + text(reply.get(2)), Long.valueOf(1).equals(reply.get(1)));
  }

  private static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }
}
