package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code open-inbox.lua}: says where inboxes end, and begins those that there are not. */
final class OpenInboxScript {
  private static final LuaScript SCRIPT = LuaScript.beside(OpenInboxScript.class, "open-inbox.lua");

  private OpenInboxScript() {}

  /** An answer per user, in their order. */
  static List<Answer> runAll(UnifiedJedis redis, InboxSettings settings, List<UserId> users) {
    List<Call> calls =
        users.stream()
            .map(user ->
                Call.of(
                    List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
                    List.of(UUID.randomUUID(), settings.unusedAfter().toSeconds())))
            .toList();
    return SCRIPT.runEach(redis, calls).stream().map(OpenInboxScript::answer).toList();
  }

  private static Answer answer(@Nullable Object reply) {
    if (!(reply instanceof List<?> parts)) {
      return InboxReplies.failure(reply);
    }
    String generation = InboxReplies.generation(parts.get(0), parts.get(1));
    return new Answer.Entries(
        List.of(), new InboxCursor(generation, InboxReplies.text(parts.get(2))), false);
  }
}
