package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.shared.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Invite links in memory. */
public final class MemoryInvites implements InviteStore {
  private final ConcurrentSkipListMap<String, Invite> stored = new ConcurrentSkipListMap<>();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();

  @Override
  public synchronized boolean add(Invite invite, int most, Instant now) {
    List<Invite> present = of(invite.conversation());
    present.stream().filter(one -> !one.isValid(now)).forEach(one -> closed.add(one.id()));
    if (present.stream().filter(one -> one.isValid(now)).count() >= most) {
      return false;
    }
    stored.put(invite.id(), invite);
    return true;
  }

  @Override
  public Optional<Invite> find(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public List<Invite> of(ConversationId conversation) {
    return stored.values().stream()
        .filter(invite -> invite.conversation().equals(conversation))
        .toList();
  }

  @Override
  public boolean use(String id, Instant now) {
    boolean[] used = {false};
    stored.computeIfPresent(
        id,
        (key, invite) -> {
          used[0] = invite.isValid(now);
          return used[0] ? withUses(invite, invite.usesLeft() - 1) : invite;
        });
    return used[0];
  }

  @Override
  public synchronized void giveBack(String id) {
    if (closed.contains(id)) {
      return;
    }
    stored.computeIfPresent(id, (key, invite) -> withUses(invite, invite.usesLeft() + 1));
  }

  @Override
  public boolean revoke(ConversationId conversation, String id) {
    return find(id).filter(invite -> invite.conversation().equals(conversation)).isPresent()
        && stored.remove(id) != null;
  }

  private static Invite withUses(Invite invite, int usesLeft) {
    return new Invite(
        invite.id(),
        invite.conversation(),
        invite.secretHash(),
        invite.creator(),
        invite.createdAt(),
        invite.expiresAt(),
        invite.maxUses(),
        usesLeft);
  }
}
