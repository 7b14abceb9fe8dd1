package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationPreviews;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Previews over a log in memory; nothing is ever read. */
public final class MemoryPreviews implements ConversationPreviews {
  private final MemoryLog log;

  public MemoryPreviews(MemoryLog log) {
    this.log = log;
  }

  @Override
  public Map<ConversationId, Preview> previews(UserId reader, Collection<Visibility> visible) {
    Map<ConversationId, Preview> previews = new HashMap<>();
    for (Visibility one : visible) {
      long last = log.lastSeq(one.conversation());
      boolean sees = last > 0 && one.sees(last);
      previews.put(
          one.conversation(),
          new Preview(
              sees ? last : 0,
              sees ? "message " + last : null,
              0,
              sees ? Instant.EPOCH.plusSeconds(last) : null));
    }
    return previews;
  }

  @Override
  public Newest newest(
      Collection<ConversationId> conversations, @Nullable Instant before, int shown) {
    return log.heads(conversations)::get;
  }

  @Override
  public Map<ConversationId, Preview> previews(
      UserId reader, Newest newest, Collection<Visibility> visible) {
    return previews(reader, visible);
  }

  @Override
  public Map<UserId, Long> readUpTo(UserId reader, Access access, Collection<UserId> members) {
    return Map.of();
  }
}
