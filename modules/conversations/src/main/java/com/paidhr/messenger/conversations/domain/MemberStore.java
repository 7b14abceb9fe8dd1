package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps memberships. A read sees every write that was acknowledged before it. */
public interface MemberStore {

  /** Stores those that are not there yet and leaves the others alone. */
  void addMissing(List<Member> members);

  Optional<Member> find(ConversationId conversation, UserId user);

  /** Those of one conversation that exist, by user. */
  Map<UserId, Member> findAll(ConversationId conversation, Collection<UserId> users);

  /** Those of one user that exist, by conversation. */
  Map<ConversationId, Member> findAll(UserId user, Collection<ConversationId> conversations);

  /** Those that exist of several users, each asked for conversations of their own. */
  default Map<UserId, Map<ConversationId, Member>> findAll(
      Map<UserId, ? extends Collection<ConversationId>> asked) {
    Map<UserId, Map<ConversationId, Member>> found = new HashMap<>();
    asked.forEach((user, conversations) -> found.put(user, findAll(user, conversations)));
    return found;
  }

  /**
   * Writes role, interval and epoch if the stored epoch is still {@code expected}; with 0 it is
   * inserted if there is none.
   */
  boolean put(Member next, long expected);

  /** Present members by user id. */
  List<Member> page(ConversationId conversation, @Nullable UserId after, int limit);

  /** Present memberships of a user, by conversation id. */
  List<Member> ofUser(UserId user);

  /** All memberships of a user, also those that are over, a few in memory at a time. */
  default void forEachEver(UserId user, PersonalRecords.Taker<Member> taker) throws IOException {
    for (Member member : ofUser(user)) {
      taker.take(member);
    }
  }

  /** The conversations that the user is or was a member of. */
  default List<ConversationId> everIn(UserId user) {
    return ofUser(user).stream().map(Member::conversation).toList();
  }

  /** Those of the users who are present members of one of the conversations, in one look-up. */
  Set<UserId> presentIn(Collection<ConversationId> conversations, Collection<UserId> users);

  /**
   * Sets the member's own flags and marks them as untold, null leaving one as it is; false when not
   * a member.
   */
  boolean configure(
      ConversationId conversation, UserId user, @Nullable Boolean muted, @Nullable Boolean pinned);
}
