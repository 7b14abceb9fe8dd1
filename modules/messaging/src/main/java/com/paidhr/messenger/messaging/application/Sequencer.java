package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.mongodb.MongoException;
import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.WritersChanged;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Gives messages their places: 1, 2, 3… in each conversation, without a hole. The insert is the
 * allocation: a message is stored under {@code tail + 1}, and when another node was faster, the
 * duplicate key says so.
 *
 * <p>Sends of one conversation that meet on this node share one insert: the leading thread takes
 * what waits, up to {@link #MAX_BATCH}, and answers everybody in it.
 *
 * <p>The leader <em>first</em> knows the tail, <em>then</em> asks who may write, then inserts right
 * behind that tail. A kick appends to the log after it has been written into the conversation. So a
 * leader that did not see it cannot know a tail behind the kick, and a message behind the kick by
 * the kicked one cannot exist. For the same reason it need not ask again while its inserts follow
 * one another: the next one succeeds only if nobody else appended anything, a kick included.
 *
 * <p>When an insert ends without an answer, the messages are looked up by author and key before
 * anything is tried again. The unique index on them is the last word: no send is stored twice.
 */
@ApplicationScoped
public class Sequencer {
  static final int MAX_BATCH = 200;
  private static final int MAX_LANES = 20_000;

  /** How long a block that another node stored may not be known here. */
  private static final Duration PRIVATE_WRITERS_FOR = Duration.ofSeconds(10);

  private static final int MAX_ATTEMPTS = 500;
  private static final int MAX_UNANSWERED = 3;

  private final MessageLog log;
  private final Conversations conversations;
  private final LogEnds ends;
  private final KnownAuthors authors;
  private final KnownMessages settled;
  private final Clock clock;

  /** Two lanes of one conversation, after an eviction, are no worse than two nodes. */
  private final LoadingCache<ConversationId, Lane> lanes =
      Caffeine.newBuilder().maximumSize(MAX_LANES).build(conversation -> new Lane());

  @Inject
  Sequencer(
      MessageLog log,
      Conversations conversations,
      LogEnds ends,
      KnownAuthors authors,
      KnownMessages settled,
      Clock clock) {
    this.log = log;
    this.conversations = conversations;
    this.ends = ends;
    this.authors = authors;
    this.settled = settled;
    this.clock = clock;
  }

  /**
   * Stores the draft at the next place, or finds what an earlier send of the same author and key
   * stored.
   *
   * @throws DomainException when the sender may not write (404, 403 or 409), or with status 503
   *     when too many wait
   * @throws MongoException when it is not known whether the message is stored: sending it again is
   *     safe
   */
  Placed append(Draft draft) {
    Lane lane = lanes.get(draft.conversation());
    Ticket ticket = lane.join(draft);
    if (ticket.awaitLead()) {
      try {
        lead(lane, draft.conversation());
      } finally {
        lane.passOn();
      }
    }
    return ticket.answer();
  }

  private void lead(Lane lane, ConversationId conversation) {
    List<Ticket> batch = lane.take(MAX_BATCH);
    try {
      place(lane, conversation, batch);
    } catch (Throwable failure) {
      lane.forgetTail();
      batch.forEach(ticket -> ticket.fail(failure));
      if (failure instanceof MongoException) { // the store is gone for those who wait, too
        lane.takeAll().forEach(ticket -> ticket.fail(failure));
      }
    }
  }

  private void place(Lane lane, ConversationId conversation, List<Ticket> batch) {
    int unanswered = 0;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Tail tail = tail(lane, conversation);
      refuse(lane, batch, conversation);
      SameSends open = new SameSends(batch);
      if (open.isEmpty()) {
        return;
      }
      List<Message> messages = behind(tail, open.drafts());
      try {
        int stored = log.insert(messages);
        messages.subList(0, stored).forEach(open::placed);
        authors.stored(messages.subList(0, stored));
        settled.stored(messages.subList(0, stored));
        if (stored == messages.size()) {
          lane.remember(Tail.after(messages.getLast()));
          ends.moved(tail.seq(), messages.getLast());
          return;
        }
        if (stored > 0) {
          lane.remember(Tail.after(messages.get(stored - 1)));
        }
        lookAgain(lane, messages.get(stored).id(), batch, attempt);
      } catch (MongoException lost) {
        lane.forgetTail();
        messages.forEach(open::uncertain);
        findStored(conversation, open);
        if (++unanswered == MAX_UNANSWERED) {
          throw lost;
        }
      }
    }
    throw DomainException.unavailable("Too many write here at once", Duration.ofSeconds(1), null);
  }

  private Tail tail(Lane lane, ConversationId conversation) {
    return lane.tail(hint -> log.tail(conversation, Math.max(hint, ends.hint(conversation))));
  }

  /**
   * Reads the tail again after a duplicate key. When the place is taken the next one is tried at
   * once. Else a key was repeated, or a majority does not see yet who took the place.
   */
  private void lookAgain(Lane lane, MessageId refused, List<Ticket> batch, int attempt) {
    lane.forgetTail();
    if (tail(lane, refused.conversation()).seq() < refused.seq()) {
      lane.forgetTail();
      findStored(refused.conversation(), new SameSends(batch));
      LockSupport.parkNanos(Duration.ofMillis(Math.min(attempt, 10)).toNanos());
    }
  }

  private void refuse(Lane lane, List<Ticket> batch, ConversationId conversation) {
    if (batch.stream().anyMatch(ticket -> ticket.draft().kind() == MessageKind.SYSTEM)) {
      lane.forgetWriters(); // what it tells was decided before it came here
    }
    lane.forgetDoubted(clock.instant());
    Set<UserId> senders =
        batch.stream()
            .filter(ticket -> !ticket.isAnswered())
            .map(Ticket::draft)
            .filter(draft -> draft.kind() != MessageKind.SYSTEM)
            .map(Draft::sender)
            .filter(sender -> !lane.mayWrite(sender))
            .collect(Collectors.toSet());
    if (senders.isEmpty()) {
      return;
    }
    Map<UserId, Access> known = conversations.accessOf(senders, conversation);
    for (Ticket ticket : batch) {
      if (senders.contains(ticket.draft().sender())
          && ticket.draft().kind() != MessageKind.SYSTEM) {
        try {
          Access access = known.get(ticket.draft().sender());
          if (access == null) {
            throw DomainException.notFound("conversation", conversation);
          }
          access.requireWrite();
        } catch (DomainException refusal) {
          ticket.fail(refusal);
        }
      }
    }
    lane.remember(
        known.values().stream()
            .filter(Access::mayWrite)
            .map(Access::user)
            .collect(Collectors.toSet()),
        goodUntil(known.values()));
  }

  /** Only of private conversations somebody may stop to write without a SYSTEM message. */
  private Instant goodUntil(Collection<Access> asked) {
    return asked.stream().anyMatch(access -> access.type() == ConversationType.PRIVATE)
        ? clock.instant().plus(PRIVATE_WRITERS_FOR)
        : Instant.MAX;
  }

  void on(@Observes WritersChanged event) {
    Lane lane = lanes.getIfPresent(event.conversation());
    if (lane != null) {
      lane.doubtWriters();
    }
  }

  private List<Message> behind(Tail tail, List<Draft> drafts) {
    Instant now = clock.instant();
    List<Message> messages = new ArrayList<>();
    Tail end = tail;
    for (Draft draft : drafts) {
      Message message = draft.at(end, now);
      messages.add(message);
      end = Tail.after(message);
    }
    return messages;
  }

  private void findStored(ConversationId conversation, SameSends open) {
    log.findByKeys(conversation, open.keys()).values().forEach(open::found);
  }
}
