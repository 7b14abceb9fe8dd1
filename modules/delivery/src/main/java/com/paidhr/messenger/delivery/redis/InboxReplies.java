package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;

/** What the scripts that read inboxes answer. */
final class InboxReplies {
  private static final int HISTORY = 10;

  private InboxReplies() {}

  /** Names a life: the inbox's own name, and the history of the server that has it. */
  static String generation(Object name, Object history) {
    String server = text(history);
    return text(name) + "~" + server.substring(0, Math.min(HISTORY, server.length()));
  }

  static String text(@Nullable Object value) {
    return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }

  /** The entry of a stream, {@code [id, [field, value, …]]}; empty when it is of another form. */
  static Optional<InboxEntry> entry(Object reply) {
    List<?> pair = (List<?>) reply;
    List<?> flat = (List<?>) pair.get(1);
    Map<String, String> fields = HashMap.newHashMap(flat.size() / 2);
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      fields.put(text(flat.get(i)), text(flat.get(i + 1)));
    }
    return InboxEntry.of(idOf(reply), fields);
  }

  static List<InboxEntry> entries(List<?> replies) {
    List<InboxEntry> entries = new ArrayList<>(replies.size());
    replies.forEach(reply -> entry(reply).ifPresent(entries::add));
    return entries;
  }

  static String idOf(Object entry) {
    return text(((List<?>) entry).getFirst());
  }

  static boolean isAfter(String id, String other) {
    return new StreamEntryID(id).compareTo(new StreamEntryID(other)) > 0;
  }

  /** What is said of an inbox that was not read. */
  static Answer failure(@Nullable Object reply) {
    return reply instanceof JedisDataException e && Replies.isOwnFault(e)
        ? new Answer.Refused(String.valueOf(e.getMessage()))
        : new Answer.Away();
  }
}
