package com.paidhr.messenger.messaging.application;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A log in memory with the rules of the store, whose connection may be cut: before a command
 * arrives, in the middle of an insert, or before the answer comes back.
 */
final class SimulatedLog implements MessageLog {
  private final List<Message> stored = new ArrayList<>();
  private final Map<AuthorKey, Message> byKey = new HashMap<>();
  private final Random faults;
  private final double faultRate;
  private int lookups;

  SimulatedLog(long seed, double faultRate) {
    this.faults = new Random(seed);
    this.faultRate = faultRate;
  }

  synchronized List<Message> stored() {
    return List.copyOf(stored);
  }

  /** How often messages were looked up by author and key. */
  synchronized int lookups() {
    return lookups;
  }

  private boolean isCut() {
    return faults.nextDouble() < faultRate;
  }

  private static MongoSocketReadException cut() {
    return new MongoSocketReadException("cut", new ServerAddress());
  }

  @Override
  public synchronized Tail tail(ConversationId conversation, long hint) {
    if (isCut()) {
      throw cut();
    }
    return stored.isEmpty() ? Tail.EMPTY : Tail.after(stored.getLast());
  }

  @Override
  public synchronized int insert(List<Message> consecutive) {
    if (isCut()) {
      throw cut();
    }
    int limit = isCut() ? faults.nextInt(consecutive.size() + 1) : Integer.MAX_VALUE;
    for (int i = 0; i < consecutive.size(); i++) {
      Message message = consecutive.get(i);
      if (i == limit) {
        throw cut();
      }
      if (message.seq() > stored.size() + 1) {
        throw new AssertionError("a hole before " + message.id());
      }
      if (message.seq() <= stored.size() || byKey.containsKey(message.authorKey())) {
        return i;
      }
      stored.add(message);
      byKey.put(message.authorKey(), message);
    }
    if (limit != Integer.MAX_VALUE) {
      throw cut();
    }
    return consecutive.size();
  }

  @Override
  public synchronized Map<AuthorKey, Message> findByKeys(
      ConversationId conversation, Collection<AuthorKey> keys) {
    lookups++;
    if (isCut()) {
      throw cut();
    }
    Map<AuthorKey, Message> found = new HashMap<>(byKey);
    found.keySet().retainAll(keys);
    return found;
  }

  @Override
  public synchronized List<Message> findAll(Collection<MessageId> ids) {
    return stored.stream().filter(message -> ids.contains(message.id())).toList();
  }

  @Override
  public List<Brief<Message>> brief(Collection<MessageId> ids) {
    return findAll(ids).stream().map(message -> new Brief<>(message, 0, 0)).toList();
  }

  @Override
  public synchronized List<Brief<Message>> stretch(
      ConversationId conversation, long from, long to) {
    return stored.stream()
        .filter(message -> message.seq() >= from && message.seq() <= to)
        .map(message -> new Brief<>(message, 0, 0))
        .toList();
  }

  @Override
  public List<Brief<Message.Edit>> earlier(MessageId id, long from, long to) {
    return List.of();
  }

  @Override
  public List<Message.Edit> earlier(MessageId id, Collection<Long> numbers) {
    return List.of();
  }
}
