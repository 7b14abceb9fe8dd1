package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Memberships in memory. */
public final class MemoryMembers implements MemberStore {
  private record Key(ConversationId conversation, UserId user) {}

  private final Map<Key, Member> stored = new ConcurrentHashMap<>();

  @Override
  public void addMissing(List<Member> members) {
    members.forEach(
        member -> stored.putIfAbsent(new Key(member.conversation(), member.user()), member));
  }

  @Override
  public Optional<Member> find(ConversationId conversation, UserId user) {
    return Optional.ofNullable(stored.get(new Key(conversation, user)));
  }

  @Override
  public Map<UserId, Member> findAll(ConversationId conversation, Collection<UserId> users) {
    Map<UserId, Member> found = new HashMap<>();
    users.forEach(user -> find(conversation, user).ifPresent(one -> found.put(user, one)));
    return found;
  }

  @Override
  public Map<ConversationId, Member> findAll(
      UserId user, Collection<ConversationId> conversations) {
    Map<ConversationId, Member> found = new HashMap<>();
    conversations.forEach(id -> find(id, user).ifPresent(one -> found.put(id, one)));
    return found;
  }

  @Override
  public boolean put(Member next, long expected) {
    Key key = new Key(next.conversation(), next.user());
    if (expected == 0) {
      return stored.putIfAbsent(key, next) == null;
    }
    boolean[] done = {false};
    stored.computeIfPresent(
        key,
        (k, now) -> {
          done[0] = now.epoch() == expected;
          return done[0] ? flagged(next, now.muted(), now.pinned()) : now;
        });
    return done[0];
  }

  @Override
  public List<Member> page(ConversationId conversation, @Nullable UserId after, int limit) {
    return stored.values().stream()
        .filter(member -> member.conversation().equals(conversation) && member.current())
        .filter(member -> after == null || member.user().compareTo(after) > 0)
        .sorted(Comparator.comparing(Member::user))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Member> ofUser(UserId user) {
    return stored.values().stream()
        .filter(member -> member.user().equals(user) && member.current())
        .sorted(Comparator.comparing(Member::conversation))
        .toList();
  }

  @Override
  public Set<UserId> presentIn(Collection<ConversationId> conversations, Collection<UserId> users) {
    return users.stream()
        .filter(user -> findAll(user, conversations).values().stream().anyMatch(Member::current))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean configure(
      ConversationId conversation, UserId user, @Nullable Boolean muted, @Nullable Boolean pinned) {
    Member changed =
        stored.computeIfPresent(
            new Key(conversation, user),
            (key, now) ->
                now.current()
                    ? flagged(
                        now,
                        muted == null ? now.muted() : muted,
                        pinned == null ? now.pinned() : pinned)
                    : now);
    return changed != null && changed.current();
  }

  private static Member flagged(Member member, boolean muted, boolean pinned) {
    return new Member(
        member.conversation(),
        member.user(),
        member.type(),
        member.role(),
        member.epoch(),
        member.since(),
        member.joinedAt(),
        member.past(),
        muted,
        pinned,
        member.silencedUntil());
  }
}
