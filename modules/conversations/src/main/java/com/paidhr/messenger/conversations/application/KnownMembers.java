package com.paidhr.messenger.conversations.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memberships that this node has read, each with the version of the conversation under which it was
 * read. Every change of a membership raises that version before it is written, so whoever has just
 * read the conversation knows whether the membership is still as it was. Nothing expires and nobody
 * need be told: what is kept under another version is not used.
 *
 * <p>Of the member whose change is unfinished nothing is kept. A member's own flags (muted, pinned)
 * change without a version, so they may be old here.
 */
final class KnownMembers {
  /** Conversations of at most so many members are kept whole. */
  static final int WHOLE = 200;

  private static final int REMEMBERED = 50_000;

  private final Cache<Key, Known> singles = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<ConversationId, Everybody> whole =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((ConversationId id, Everybody all) -> 1 + all.present().size())
          .build();

  private record Key(ConversationId conversation, UserId user) {}

  /** What was stored about the user then, or null. */
  private record Known(long version, @Nullable Member member) {}

  private record Everybody(long version, List<Member> present) {}

  /** What is stored about the user; null when this node does not know. */
  @Nullable Optional<Member> find(Conversation conversation, UserId user) {
    Known known = singles.getIfPresent(new Key(conversation.id(), user));
    return known == null
            || known.version() != conversation.version()
            || isChanging(conversation, user)
        ? null
        : Optional.ofNullable(known.member());
  }

  /**
   * Keeps what is stored about the user.
   *
   * @param conversation as it was read before the membership
   */
  void keep(Conversation conversation, UserId user, @Nullable Member stored) {
    if (!isChanging(conversation, user)) {
      singles.put(new Key(conversation.id(), user), new Known(conversation.version(), stored));
    }
  }

  /** All present members by user id; null when this node does not know. */
  @Nullable List<Member> everybody(Conversation conversation) {
    Everybody all = whole.getIfPresent(conversation.id());
    return all == null || all.version() != conversation.version() || hasTarget(conversation)
        ? null
        : all.present();
  }

  /** Keeps all present members, unless they are too many or one of them is changing. */
  void keepEverybody(Conversation conversation, List<Member> present) {
    if (present.size() <= WHOLE && !hasTarget(conversation)) {
      whole.put(conversation.id(), new Everybody(conversation.version(), List.copyOf(present)));
    }
  }

  private static boolean hasTarget(Conversation conversation) {
    Change change = conversation.change();
    return change != null && change.target() != null;
  }

  private static boolean isChanging(Conversation conversation, UserId user) {
    Change change = conversation.change();
    return change != null && change.concerns(user);
  }
}
