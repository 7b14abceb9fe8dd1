package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.InboxReader.Reason;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code read-inbox.lua}: reads inboxes behind cursors. */
final class ReadInboxScript {
  private static final LuaScript SCRIPT = LuaScript.beside(ReadInboxScript.class, "read-inbox.lua");
  private static final String BEGINNING = "0-0";

  private ReadInboxScript() {}

  /** An answer per cursor, in their order. */
  static List<Answer> runAll(
      UnifiedJedis redis, List<Map.Entry<UserId, InboxCursor>> cursors, int limit) {
    List<Call> calls = cursors.stream().map(cursor -> call(cursor, limit)).toList();
    List<@Nullable Object> replies = SCRIPT.runEach(redis, calls);
    List<Answer> answers = new ArrayList<>(replies.size());
    for (int i = 0; i < replies.size(); i++) {
      answers.add(answer(cursors.get(i).getValue(), replies.get(i), limit));
    }
    return answers;
  }

  private static Call call(Map.Entry<UserId, InboxCursor> cursor, int limit) {
    UserId user = cursor.getKey();
    return Call.of(
        List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
        List.of(cursor.getValue().entry(), limit));
  }

  private static Answer answer(InboxCursor cursor, @Nullable Object reply, int limit) {
    if (!(reply instanceof List<?> parts)) {
      return InboxReplies.failure(reply);
    }
    String first = InboxReplies.text(parts.get(2));
    String last = InboxReplies.text(parts.get(3));
    InboxCursor head =
        new InboxCursor(
            InboxReplies.generation(parts.get(0), parts.get(1)), last.isEmpty() ? BEGINNING : last);
    if (!head.generation().equals(cursor.generation())
        || InboxReplies.isAfter(cursor.entry(), head.entry())) {
      return new Answer.Gap(Reason.UNKNOWN, head);
    }
    if (!first.isEmpty() && InboxReplies.isAfter(first, cursor.entry())) {
      return new Answer.Gap(Reason.TRIMMED, head);
    }
    List<?> found = (List<?>) parts.get(4);
    String next = found.isEmpty() ? cursor.entry() : InboxReplies.idOf(found.getLast());
    return new Answer.Entries(
        InboxReplies.entries(found), cursor.at(next), found.size() == limit && !next.equals(last));
  }
}
