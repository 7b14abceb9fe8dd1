package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.application.PresenceBoard;
import com.paidhr.messenger.streams.domain.Presence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/** Presence in a hash per user. */
final class RedisPresence implements PresenceBoard {
  private final UnifiedJedis redis;

  RedisPresence(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public Change set(Device device) {
    return PresenceScript.set(redis, List.of(device)).getFirst();
  }

  @Override
  public void confirm(Collection<Device> devices) {
    PresenceScript.set(redis, devices);
  }

  @Override
  public Map<UserId, Presence> look(Collection<UserId> users) {
    List<UserId> asked = users.stream().distinct().toList();
    List<Presence> found = PresenceScript.look(redis, asked);
    Map<UserId, Presence> known = HashMap.newHashMap(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      known.put(asked.get(i), found.get(i));
    }
    return known;
  }
}
