package com.paidhr.messenger.messaging.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.ConversationLog.LogHead;
import com.paidhr.messenger.conversations.ConversationPreviews.Newest;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest message of many conversations in a few round trips: about where each log ends is
 * known, so a short stretch from there is asked of all of them together.
 */
@ApplicationScoped
public class NewestMessages {
  /** How far behind its true end a log's known end may be without a question of its own. */
  private static final long STRETCH = 32;

  /** The same where this node has seen the end before. */
  private static final long FEW = 4;

  private static final int CONVERSATIONS_AT_ONCE = 200;

  private final MessageLog log;
  private final LogEnds ends;

  @Inject
  NewestMessages(MessageLog log, LogEnds ends) {
    this.log = log;
    this.ends = ends;
  }

  /**
   * The newest message of each, of long bodies the beginning only; conversations without messages
   * are left out.
   */
  Map<ConversationId, Message> of(Collection<ConversationId> conversations) {
    Map<ConversationId, Message> newest = new HashMap<>();
    List<ConversationId> all = List.copyOf(conversations);
    for (int start = 0; start < all.size(); start += CONVERSATIONS_AT_ONCE) {
      findNewest(all.subList(start, Math.min(all.size(), start + CONVERSATIONS_AT_ONCE)), newest);
    }
    return newest;
  }

  /**
   * The ends of logs, with the newest messages of those that are shown: as far as this node knows
   * the ends, one round trip asks for the messages shown and for what may have come since to all.
   *
   * @param before only ends not younger than this are shown; null for all
   * @param shown how many of these, the most recently active first
   */
  Ends ends(Collection<ConversationId> conversations, @Nullable Instant before, int shown) {
    Map<ConversationId, LogHead> heads = new HashMap<>();
    List<ConversationId> unknown = new ArrayList<>();
    for (ConversationId conversation : conversations) {
      LogHead head = ends.head(conversation);
      if (head == null) {
        unknown.add(conversation);
      } else {
        heads.put(conversation, head);
      }
    }
    Map<ConversationId, Message> found = new HashMap<>();
    List<ConversationId> behind = read(heads, shown(heads, before, shown), found);
    heads.keySet().removeAll(behind);
    unknown.addAll(behind);
    found.putAll(of(unknown));
    found.forEach((conversation, message) ->
        heads.put(conversation, new LogHead(message.seq(), message.createdAt())));
    return new Ends(heads, found);
  }

  /** The ends of logs as they were read, and the newest messages of some. */
  record Ends(Map<ConversationId, LogHead> heads, Map<ConversationId, Message> messages)
      implements Newest {
    @Override
    public @Nullable LogHead of(ConversationId conversation) {
      return heads.get(conversation);
    }
  }

  private static Set<ConversationId> shown(
      Map<ConversationId, LogHead> heads, @Nullable Instant before, int shown) {
    return heads.entrySet().stream()
        .filter(head -> before == null || !activity(head.getValue()).isAfter(before))
        .sorted(
            Comparator.<Map.Entry<ConversationId, LogHead>, Instant>comparing(
                    head -> activity(head.getValue()))
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(shown)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Instant activity(LogHead head) {
    return requireNonNull(head.lastActivityAt());
  }

  /** Reads what is shown and what is new; returns those that may have more behind what is new. */
  private List<ConversationId> read(
      Map<ConversationId, LogHead> heads,
      Set<ConversationId> shown,
      Map<ConversationId, Message> found) {
    List<MessageId> asked = new ArrayList<>();
    heads.forEach((conversation, head) -> {
      long first = shown.contains(conversation) ? head.lastSeq() : head.lastSeq() + 1;
      for (long seq = first; seq <= head.lastSeq() + FEW; seq++) {
        asked.add(new MessageId(conversation, seq));
      }
    });
    addNewest(asked, found);
    List<ConversationId> behind = new ArrayList<>();
    heads.forEach((conversation, head) -> {
      Message newest = found.get(conversation);
      if (newest == null ? shown.contains(conversation) : newest.seq() == head.lastSeq() + FEW) {
        behind.add(conversation); // much is new, or the log was put back
      } else if (newest != null) {
        ends.saw(newest);
      }
    });
    behind.forEach(found::remove);
    return behind;
  }

  /** The newest of what exists of these, of long bodies the beginning only. */
  private void addNewest(Collection<MessageId> asked, Map<ConversationId, Message> newest) {
    log.brief(asked).stream()
        .map(Brief::value)
        .forEach(message ->
            newest.merge(
                message.id().conversation(), message, (a, b) -> a.seq() > b.seq() ? a : b));
  }

  private void findNewest(List<ConversationId> some, Map<ConversationId, Message> newest) {
    Map<ConversationId, Long> hints = ends.hints(some);
    List<MessageId> asked = new ArrayList<>();
    for (ConversationId conversation : some) {
      long hint = hints.getOrDefault(conversation, 0L);
      for (long seq = Math.max(1, hint); seq <= hint + STRETCH; seq++) {
        asked.add(new MessageId(conversation, seq));
      }
    }
    addNewest(asked, newest);
    for (ConversationId conversation : some) {
      long hint = hints.getOrDefault(conversation, 0L);
      Message found = newest.get(conversation);
      if (found == null ? hint > 0 : found.seq() == hint + STRETCH) {
        askAlone(conversation, hint, newest);
      } else if (found != null) {
        ends.saw(found);
      }
    }
  }

  private void askAlone(
      ConversationId conversation, long hint, Map<ConversationId, Message> newest) {
    long last = log.tail(conversation, hint).seq();
    if (last < hint) {
      ends.forget(conversation);
    }
    if (last > 0) {
      log.brief(List.of(new MessageId(conversation, last))).stream()
          .map(Brief::value)
          .forEach(message -> {
            newest.put(conversation, message);
            ends.saw(message);
          });
    }
  }
}
