package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import com.paidhr.messenger.conversations.ConversationLog.LogHead;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * About where each log ends: a lower bound to start looking from, kept in memory for the
 * conversations in use and in the store for all. It may lag and costs only probes then; who needs
 * the end asks the log.
 */
@ApplicationScoped
public class LogEnds {
  private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);
  private static final int REMEMBERED = 50_000;

  /** How far the stored bound may lag. */
  static final long STRIDE = 32;

  private final LogEndStore store;
  private final Cache<ConversationId, LogHead> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Inject
  LogEnds(LogEndStore store) {
    this.store = store;
  }

  /** A seq that probably exists; 0 when nothing is known. */
  long hint(ConversationId conversation) {
    return hints(List.of(conversation)).getOrDefault(conversation, 0L);
  }

  /** The same for several conversations, in at most one round trip. */
  Map<ConversationId, Long> hints(Collection<ConversationId> conversations) {
    Map<ConversationId, Long> known = new HashMap<>();
    seen.getAllPresent(conversations)
        .forEach((conversation, head) -> known.put(conversation, head.lastSeq()));
    List<ConversationId> missing =
        conversations.stream().filter(conversation -> !known.containsKey(conversation)).toList();
    if (!missing.isEmpty()) {
      known.putAll(store.read(missing));
    }
    return known;
  }

  /** This message was seen. */
  void saw(Message message) {
    seen.asMap()
        .merge(
            message.id().conversation(),
            new LogHead(message.seq(), message.createdAt()),
            (one, other) -> one.lastSeq() > other.lastSeq() ? one : other);
  }

  /** The newest message that this node has seen and when it was stored; null for none. */
  @Nullable LogHead head(ConversationId conversation) {
    return seen.getIfPresent(conversation);
  }

  /** The bound proved too high, as after a restore from a backup. */
  void forget(ConversationId conversation) {
    seen.invalidate(conversation);
  }

  /**
   * This node appended messages behind {@code from}, this one last; now and then the store is told,
   * without waiting.
   */
  void moved(long from, Message last) {
    saw(last);
    long seq = last.seq();
    if (from / STRIDE != seq / STRIDE || from == 0) {
      Thread.ofVirtual().name("log-end").start(() -> raise(last.id().conversation(), seq));
    }
  }

  private void raise(ConversationId conversation, long seq) {
    try {
      store.raise(conversation, seq);
    } catch (MongoException e) {
      LOG.debug("The end of {} is not noted: {}", conversation, e.toString());
    }
  }
}
