package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Audience;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Membership;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.Visibility.Rule;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Groups whose members a test sets. */
final class FakeConversations implements Conversations {
  private final Map<ConversationId, Map<UserId, Long>> members = new ConcurrentSkipListMap<>();

  private final Set<ConversationId> damaged = ConcurrentHashMap.newKeySet();

  void join(ConversationId conversation, UserId user, long since) {
    members.computeIfAbsent(conversation, c -> new ConcurrentSkipListMap<>()).put(user, since);
  }

  /** From now on nobody can tell who belongs to the conversation. */
  void damage(ConversationId conversation) {
    damaged.add(conversation);
  }

  void leave(ConversationId conversation, UserId user) {
    of(conversation).remove(user);
  }

  private Map<UserId, Long> of(ConversationId conversation) {
    return members.getOrDefault(conversation, Map.of());
  }

  @Override
  public Access accessOf(UserId user, ConversationId conversation) {
    Access access = accessOf(List.of(user), conversation).get(user);
    if (access == null) {
      throw DomainException.notFound("conversation", conversation);
    }
    return access;
  }

  /** Ends {@link #damage}. */
  void repair(ConversationId conversation) {
    damaged.remove(conversation);
  }

  @Override
  public Map<UserId, Access> accessOf(Collection<UserId> users, ConversationId conversation) {
    if (damaged.contains(conversation)) {
      throw new IllegalStateException("Conversation " + conversation + " is damaged");
    }
    Map<UserId, Access> access = new HashMap<>();
    for (UserId user : users) {
      Long since = of(conversation).get(user);
      if (since != null) {
        access.put(
            user,
            new Access(
                ConversationType.GROUP,
                new Visibility(
                    conversation, user, Rule.GROUP_MEMBER, since, Visibility.OPEN, since),
                MemberRole.MEMBER,
                1,
                ReceiptsMode.FULL,
                false,
                null,
                null));
      }
    }
    return access;
  }

  @Override
  public Map<UserId, Long> addressees(ConversationId conversation, long seq) {
    List<UserId> present = audienceOf(conversation, seq).after(null, Integer.MAX_VALUE);
    Map<UserId, Long> since = new LinkedHashMap<>();
    present.forEach(user -> since.put(user, of(conversation).getOrDefault(user, 1L)));
    return since;
  }

  @Override
  public Audience audienceOf(ConversationId conversation, long seq) {
    if (damaged.contains(conversation)) {
      throw new IllegalStateException("Conversation " + conversation + " is damaged");
    }
    return (last, limit) ->
        of(conversation).entrySet().stream()
            .filter(member -> member.getValue() <= seq)
            .map(Map.Entry::getKey)
            .sorted()
            .filter(user -> last == null || user.compareTo(last) > 0)
            .limit(limit)
            .toList();
  }

  @Override
  public Map<ConversationId, Access> accessOf(
      UserId user, Collection<ConversationId> conversations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Visibility> readableBy(UserId user, PageRequest page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Membership> memberships(UserId user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Visibility visibilityOf(UserId user, ConversationId conversation) {
    throw new UnsupportedOperationException();
  }
}
