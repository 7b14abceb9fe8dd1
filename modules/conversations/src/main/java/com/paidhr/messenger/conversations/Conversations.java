package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may see and write what. For every answer the conversation is read from the store, so a kick
 * is seen by every node as soon as it is stored. Nothing here appends to the {@link
 * ConversationLog}, so the log's own sequencer may ask.
 */
public interface Conversations {

  /**
   * What the user may do in the conversation.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 404 when there is no such
   *     conversation or the user may not know it
   */
  Access accessOf(UserId user, ConversationId conversation);

  /** The same for several users; those who may not know the conversation are left out. */
  Map<UserId, Access> accessOf(Collection<UserId> users, ConversationId conversation);

  /** The same for several conversations; those that the user may not know are left out. */
  Map<ConversationId, Access> accessOf(UserId user, Collection<ConversationId> conversations);

  /**
   * The same for several users, each with conversations of their own; those that a user may not
   * know are left out. The store is asked a fixed number of times, however many they are.
   */
  default Map<UserId, Map<ConversationId, Access>> accessOf(
      Map<UserId, ? extends Collection<ConversationId>> asked) {
    Map<UserId, Map<ConversationId, Access>> allowed = new HashMap<>();
    asked.forEach((user, conversations) -> allowed.put(user, accessOf(user, conversations)));
    return allowed;
  }

  /**
   * Everything that the user may read: own conversations, then all channels; no conversation twice.
   */
  Page<Visibility> readableBy(UserId user, PageRequest page);

  /** The members to whom the message at {@code seq} is addressed; empty for no conversation. */
  Audience audienceOf(ConversationId conversation, long seq);

  /**
   * The members to whom the message at {@code seq} is addressed now, each with the first message
   * that is addressed to them; empty for no conversation.
   */
  Map<UserId, Long> addressees(ConversationId conversation, long seq);

  /** The conversations that the user is a member of now, in the order of their ids. */
  List<Membership> memberships(UserId user);

  /** The conversations that the user is or ever was a member of, in no order. */
  default List<ConversationId> everIn(UserId user) {
    return memberships(user).stream().map(Membership::conversation).toList();
  }

  /**
   * Why the user sees or does not see the conversation. Never refuses; for administrators and
   * tests.
   */
  Visibility visibilityOf(UserId user, ConversationId conversation);
}
