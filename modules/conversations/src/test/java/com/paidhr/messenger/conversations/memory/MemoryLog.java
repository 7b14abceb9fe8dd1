package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.SystemEvent;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A message log in memory whose inserts allocate the seq, as the real one's do. It can be told to
 * fail, before or after it has appended.
 */
public final class MemoryLog implements ConversationLog {

  /** A message: its key is empty for what a user sends. */
  public record Entry(UserId sender, String key, String kind, Map<String, String> facts) {}

  /** What the next append shall suffer. */
  public enum Fault {
    NONE,
    BEFORE,
    AFTER
  }

  private final Map<ConversationId, List<Entry>> logs = new ConcurrentHashMap<>();
  private volatile Fault next = Fault.NONE;

  /** Stands for the death of a node. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The next append fails in this way. */
  public void failNext(Fault fault) {
    next = fault;
  }

  @Override
  public long append(ConversationId conversation, SystemEvent event) {
    Fault fault = next;
    next = Fault.NONE;
    if (fault == Fault.BEFORE) {
      throw new Crash();
    }
    long seq = add(conversation, event);
    if (fault == Fault.AFTER) {
      throw new Crash();
    }
    return seq;
  }

  private long add(ConversationId conversation, SystemEvent event) {
    List<Entry> log = logs.computeIfAbsent(conversation, id -> new ArrayList<>());
    synchronized (log) {
      OptionalLong known = find(conversation, event.key());
      if (known.isPresent()) {
        return known.getAsLong();
      }
      log.add(new Entry(event.actor(), event.key(), event.kind(), event.facts()));
      return log.size();
    }
  }

  /**
   * Sends as the real sequencer does: it knows its tail, then asks whether the sender may write,
   * then inserts at exactly the next place; when another took that, it starts again.
   *
   * @return the seq, 0 when the sender may not write
   */
  public long send(ConversationId conversation, UserId sender, BooleanSupplier mayWrite) {
    List<Entry> log = logs.computeIfAbsent(conversation, id -> new ArrayList<>());
    while (true) {
      long tail = lastSeq(conversation);
      if (!mayWrite.getAsBoolean()) {
        return 0;
      }
      synchronized (log) {
        if (log.size() == tail) {
          log.add(new Entry(sender, "", "TEXT", Map.of()));
          return log.size();
        }
      }
    }
  }

  /** All messages in order. */
  public List<Entry> entries(ConversationId conversation) {
    List<Entry> log = logs.getOrDefault(conversation, List.of());
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  @Override
  public OptionalLong find(ConversationId conversation, String key) {
    List<Entry> entries = entries(conversation);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).key().equals(key)) {
        return OptionalLong.of(i + 1L);
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public long lastSeq(ConversationId conversation) {
    return entries(conversation).size();
  }

  @Override
  public Map<ConversationId, LogHead> heads(Collection<ConversationId> conversations) {
    Map<ConversationId, LogHead> heads = new HashMap<>();
    for (ConversationId id : conversations) {
      long last = lastSeq(id);
      if (last > 0) {
        heads.put(id, new LogHead(last, Instant.EPOCH.plusSeconds(last)));
      }
    }
    return heads;
  }
}
