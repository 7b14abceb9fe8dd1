package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the newest message of many conversations in a few round trips: about where each log ends is
 * known, so a short stretch from there is asked of all of them together.
 */
@ApplicationScoped
public class NewestMessages {
  /** How far behind its true end a log's known end may be without a question of its own. */
  private static final long STRETCH = 32;

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
      addNewest(all.subList(start, Math.min(all.size(), start + CONVERSATIONS_AT_ONCE)), newest);
    }
    return newest;
  }

  private void addNewest(List<ConversationId> some, Map<ConversationId, Message> newest) {
    Map<ConversationId, Long> hints = ends.hints(some);
    List<MessageId> asked = new ArrayList<>();
    for (ConversationId conversation : some) {
      long hint = hints.getOrDefault(conversation, 0L);
      for (long seq = Math.max(1, hint); seq <= hint + STRETCH; seq++) {
        asked.add(new MessageId(conversation, seq));
      }
    }
    log.brief(asked).stream()
        .map(Brief::value)
        .forEach(message ->
            newest.merge(
                message.id().conversation(), message, (a, b) -> a.seq() > b.seq() ? a : b));
    for (ConversationId conversation : some) {
      long hint = hints.getOrDefault(conversation, 0L);
      Message found = newest.get(conversation);
      if (found == null ? hint > 0 : found.seq() == hint + STRETCH) {
        askAlone(conversation, hint, newest);
      } else if (found != null) {
        ends.saw(conversation, found.seq());
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
      log.brief(List.of(new MessageId(conversation, last)))
          .forEach(message -> newest.put(conversation, message.value()));
      ends.saw(conversation, last);
    }
  }
}
