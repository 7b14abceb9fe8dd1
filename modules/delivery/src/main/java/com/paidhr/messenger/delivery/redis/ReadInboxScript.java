package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.InboxReader.Reason;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code read-inbox.lua}: reads inboxes behind cursors, and begins those that there are not. */
final class ReadInboxScript {
  private static final LuaScript SCRIPT = LuaScript.beside(ReadInboxScript.class, "read-inbox.lua");
  private static final String BEGINNING = "0-0";

  private ReadInboxScript() {}

  /** Says where inboxes end, an answer per user, in their order. */
  static List<Answer> open(UnifiedJedis redis, InboxSettings settings, List<UserId> users) {
    long kept = settings.unusedAfter().toSeconds();
    List<Call> calls =
        users.stream().map(user -> call(user, BEGINNING, 1, UUID.randomUUID(), kept)).toList();
    return SCRIPT.runEach(redis, calls).stream().map(ReadInboxScript::opened).toList();
  }

  private static Answer opened(@Nullable Object reply) {
    return reply instanceof List<?> parts
        ? new Answer.Entries(List.of(), head(parts), false)
        : InboxReplies.failure(reply);
  }

  /** An answer per cursor, in their order. */
  static List<Answer> read(
      UnifiedJedis redis, List<Map.Entry<UserId, InboxCursor>> cursors, int limit) {
    List<Call> calls =
        cursors.stream()
            .map(cursor -> call(cursor.getKey(), cursor.getValue().entry(), limit, "", 0))
            .toList();
    List<@Nullable Object> replies = SCRIPT.runEach(redis, calls);
    List<Answer> answers = new ArrayList<>(replies.size());
    for (int i = 0; i < replies.size(); i++) {
      answers.add(answer(cursors.get(i).getValue(), replies.get(i), limit));
    }
    return answers;
  }

  private static Call call(
      UserId user, String behind, int limit, Object newInbox, long keptSeconds) {
    return Call.of(
        List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
        List.of(behind, limit, newInbox, keptSeconds));
  }

  private static InboxCursor head(List<?> parts) {
    String last = InboxReplies.text(parts.get(3));
    return new InboxCursor(
        InboxReplies.generation(parts.get(0), parts.get(1)), last.isEmpty() ? BEGINNING : last);
  }

  private static Answer answer(InboxCursor cursor, @Nullable Object reply, int limit) {
    if (!(reply instanceof List<?> parts)) {
      return InboxReplies.failure(reply);
    }
    String first = InboxReplies.text(parts.get(2));
    InboxCursor head = head(parts);
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
        InboxReplies.entries(found),
        cursor.at(next),
        found.size() == limit && !next.equals(head.entry()));
  }
}
