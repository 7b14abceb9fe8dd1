package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.KeyedStart;
import com.paidhr.messenger.conversations.domain.NameQuery;
import com.paidhr.messenger.conversations.domain.StartKey;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversations in memory. */
public final class MemoryConversations implements ConversationStore {
  private final ConcurrentSkipListMap<ConversationId, Conversation> stored =
      new ConcurrentSkipListMap<>();

  private final Map<String, KeyedStart> started = new HashMap<>();

  @Override
  public synchronized boolean add(Conversation conversation, @Nullable StartKey key) {
    String name = key == null ? "" : conversation.creator() + " " + key.value();
    if (started.containsKey(name) || stored.putIfAbsent(conversation.id(), conversation) != null) {
      return false;
    }
    if (key != null) {
      started.put(name, new KeyedStart(conversation, key.fingerprint()));
    }
    return true;
  }

  @Override
  public synchronized boolean addKey(UserId user, ConversationId existing, StartKey key) {
    KeyedStart start = new KeyedStart(find(existing).orElseThrow(), key.fingerprint());
    KeyedStart now = started.computeIfAbsent(user + " " + key.value(), _ -> start);
    return now.conversation().id().equals(existing);
  }

  @Override
  public synchronized Optional<KeyedStart> findStarted(UserId user, String key) {
    return Optional.ofNullable(started.get(user + " " + key))
        .flatMap(start ->
            find(start.conversation().id()).map(now -> new KeyedStart(now, start.fingerprint())));
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public Map<ConversationId, Conversation> findAll(Collection<ConversationId> ids) {
    Map<ConversationId, Conversation> found = new HashMap<>();
    ids.forEach(id -> find(id).ifPresent(one -> found.put(id, one)));
    return found;
  }

  @Override
  public boolean replace(Conversation next, long expected) {
    // Two nodes may decide the same at the same moment: that what is stored is equal says nothing.
    boolean[] isReplaced = {false};
    stored.computeIfPresent(
        next.id(),
        (id, now) -> {
          isReplaced[0] = now.version() == expected;
          return isReplaced[0] ? next : now;
        });
    return isReplaced[0];
  }

  @Override
  public void setBlockers(Collection<ConversationId> ids, Set<UserId> blockers) {
    ids.forEach(id -> stored.computeIfPresent(id, (key, now) -> now.blockedBy(blockers)));
  }

  @Override
  public void settle(ConversationId id, long changeNumber) {
    stored.computeIfPresent(
        id,
        (key, now) -> {
          Change change = now.change();
          return change != null && change.number() == changeNumber ? now.settled() : now;
        });
  }

  @Override
  public List<Conversation> channels(
      @Nullable String text, @Nullable ConversationId after, int limit) {
    return channels(after)
        .filter(channel -> !channel.archived())
        .filter(channel -> text == null || NameQuery.of(text).matches(channel.name()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Conversation> allChannels(@Nullable ConversationId after, int limit) {
    return channels(after).limit(limit).toList();
  }

  private Stream<Conversation> channels(@Nullable ConversationId after) {
    return stored.values().stream()
        .filter(one -> one.type() == ConversationType.CHANNEL)
        .filter(one -> after == null || one.id().compareTo(after) > 0);
  }

  @Override
  public Map<ConversationId, Conversation> findAllOrChanging(
      Collection<ConversationId> ids, UserId target) {
    Map<ConversationId, Conversation> found = findAll(ids);
    stored.values().stream()
        .filter(one -> one.change() != null && one.change().concerns(target))
        .forEach(one -> found.put(one.id(), one));
    return found;
  }

  @Override
  public List<Conversation> unsettled(Instant before, int limit) {
    return stored.values().stream()
        .filter(one -> one.change() != null && one.change().at().isBefore(before))
        .limit(limit)
        .toList();
  }
}
