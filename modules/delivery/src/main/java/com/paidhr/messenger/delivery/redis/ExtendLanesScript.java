package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code extend-lanes.lua}: hands messages to held lanes. */
final class ExtendLanesScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(ExtendLanesScript.class, "extend-lanes.lua");

  private ExtendLanesScript() {}

  /** Those of the users whose lanes are not held. */
  static List<UserId> run(
      UnifiedJedis redis,
      int partition,
      ConversationId conversation,
      Collection<UserId> users,
      long upTo) {
    List<Object> arguments = new ArrayList<>(users.size() + 1);
    arguments.add(upTo);
    arguments.addAll(users);
    Object reply =
        SCRIPT.run(redis, Call.of(List.of(RedisKeys.held(partition, conversation)), arguments));
    return ((List<?>) reply)
        .stream()
            .map(user -> new UserId(new String((byte[]) user, StandardCharsets.UTF_8)))
            .toList();
  }
}
