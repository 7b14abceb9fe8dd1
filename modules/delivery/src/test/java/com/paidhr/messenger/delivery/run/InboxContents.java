package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.StreamEntry;

/** What is in inboxes. */
final class InboxContents {
  private InboxContents() {}

  /** The seqs of a conversation's messages, as they stand in the inbox. */
  static List<Long> messages(UnifiedJedis redis, UserId user, ConversationId conversation) {
    return events(redis, user, conversation, "message.created");
  }

  /** The first seqs of a conversation's gaps. */
  static List<Long> gaps(UnifiedJedis redis, UserId user, ConversationId conversation) {
    return events(redis, user, conversation, "gap");
  }

  private static List<Long> events(
      UnifiedJedis redis, UserId user, ConversationId conversation, String type) {
    List<StreamEntry> entries =
        redis.xrange(RedisKeys.inbox(user), (StreamEntryID) null, (StreamEntryID) null);
    return entries.stream()
        .map(StreamEntry::getFields)
        .filter(fields -> type.equals(fields.get("t")))
        .filter(fields -> conversation.value().equals(fields.get("c")))
        .map(fields -> Long.valueOf(fields.get("s")))
        .toList();
  }
}
