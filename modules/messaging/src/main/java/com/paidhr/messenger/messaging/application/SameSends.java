package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The unanswered sends of a batch, those of one author and key together: only the first of them is
 * inserted, the others are repetitions of it.
 */
final class SameSends {
  private final Map<AuthorKey, List<Ticket>> byKey;

  SameSends(Collection<Ticket> batch) {
    byKey =
        batch.stream()
            .filter(ticket -> !ticket.isAnswered())
            .collect(
                Collectors.groupingBy(
                    ticket -> ticket.draft().authorKey(), LinkedHashMap::new, Collectors.toList()));
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  Set<AuthorKey> keys() {
    return byKey.keySet();
  }

  /** One draft for each key, in the order of arrival. */
  List<Draft> drafts() {
    return byKey.values().stream().map(same -> same.getFirst().draft()).toList();
  }

  /** The message was inserted by the first of its sends. */
  void placed(Message message) {
    of(message).getFirst().place(message);
    of(message).forEach(ticket -> ticket.replay(message));
  }

  /** The message is stored; perhaps by the first of these sends, if nobody answered it. */
  void found(Message message) {
    of(message).getFirst().found(message);
    of(message).forEach(ticket -> ticket.replay(message));
  }

  /** Nobody knows whether the message was inserted. */
  void uncertain(Message message) {
    of(message).getFirst().uncertainAt(message.seq());
  }

  private List<Ticket> of(Message message) {
    return Objects.requireNonNull(byKey.get(message.authorKey()));
  }
}
