package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/** Reads inboxes by a script per user, which a pipeline carries to each server together. */
final class RedisInboxReader implements InboxReader {
  private final UnifiedJedis redis;
  private final InboxSettings settings;

  RedisInboxReader(UnifiedJedis redis, InboxSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  @Override
  public Map<UserId, Answer> open(Collection<UserId> users) {
    List<UserId> all = users.stream().distinct().toList();
    return byUser(all, ReadInboxScript.open(redis, settings, all));
  }

  @Override
  public Map<UserId, Answer> read(Map<UserId, InboxCursor> cursors, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("The limit must be 1 to " + MOST + ", not " + limit);
    }
    List<Map.Entry<UserId, InboxCursor>> all = List.copyOf(cursors.entrySet());
    return byUser(
        all.stream().map(Map.Entry::getKey).toList(), ReadInboxScript.read(redis, all, limit));
  }

  private static Map<UserId, Answer> byUser(List<UserId> users, List<Answer> answers) {
    Map<UserId, Answer> result = HashMap.newHashMap(users.size());
    for (int i = 0; i < users.size(); i++) {
      result.put(users.get(i), answers.get(i));
    }
    return result;
  }
}
