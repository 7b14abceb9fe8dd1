package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Audience;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Membership;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Conversations that everybody is a founder of, except those who are put out. */
final class OpenHouse implements Conversations {
  final Set<UserId> putOut = ConcurrentHashMap.newKeySet();
  volatile @Nullable RuntimeException failure;

  /** Happens once, right after somebody has been given access. */
  final AtomicReference<Runnable> afterwards = new AtomicReference<>(() -> {});

  final AtomicInteger askedBySequencers = new AtomicInteger();

  final Map<UserId, Visibility> seen = new ConcurrentHashMap<>();

  @Override
  public Access accessOf(UserId user, ConversationId conversation) {
    if (putOut.contains(user)) {
      throw DomainException.notFound("conversation", conversation);
    }
    Visibility visibility =
        seen.getOrDefault(
            user,
            new Visibility(
                conversation, user, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1));
    Access access =
        new Access(
            ConversationType.GROUP,
            visibility,
            MemberRole.MEMBER,
            1,
            ReceiptsMode.FULL,
            false,
            null,
            null);
    afterwards.getAndSet(() -> {}).run();
    return access;
  }

  @Override
  public Map<UserId, Access> accessOf(Collection<UserId> users, ConversationId conversation) {
    askedBySequencers.incrementAndGet();
    RuntimeException broken = failure;
    if (broken != null) {
      throw broken;
    }
    Map<UserId, Access> access = new HashMap<>();
    users.stream()
        .filter(user -> !putOut.contains(user))
        .forEach(user -> access.put(user, accessOf(user, conversation)));
    return access;
  }

  @Override
  public Map<ConversationId, Access> accessOf(
      UserId user, Collection<ConversationId> conversations) {
    Map<ConversationId, Access> access = new HashMap<>();
    if (!putOut.contains(user)) {
      conversations.forEach(conversation -> access.put(conversation, accessOf(user, conversation)));
    }
    return access;
  }

  @Override
  public Page<Visibility> readableBy(UserId user, PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Map<UserId, Long> addressees(ConversationId conversation, long seq) {
    return Map.of();
  }

  @Override
  public Audience audienceOf(ConversationId conversation, long seq) {
    return (last, limit) -> List.of();
  }

  @Override
  public List<Membership> memberships(UserId user) {
    return List.of();
  }

  @Override
  public Visibility visibilityOf(UserId user, ConversationId conversation) {
    return accessOf(user, conversation).visibility();
  }
}
