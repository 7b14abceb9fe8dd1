package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.AuditLog;
import com.paidhr.messenger.delivery.domain.AuditLog.Entry;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.exceptions.JedisException;

/** Tries dead letters again, or lets them go. */
@ApplicationScoped
public class Replays {
  private static final int AT_ONCE = 200;
  private static final Duration WHEN_REDIS_IS_BACK = Duration.ofSeconds(5);

  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final DeliveryQueue queue;
  private final Messages messages;
  private final AuditLog audit;

  @Inject
  Replays(
      DeadLetters letters,
      DeliveryRecords records,
      DeliveryQueue queue,
      Messages messages,
      AuditLog audit) {
    this.letters = letters;
    this.records = records;
    this.queue = queue;
    this.messages = messages;
    this.audit = audit;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Replays() {
    this(null, null, null, null, null);
  }

  /**
   * Queues a dead letter again.
   *
   * @throws DomainException with status 404 when there is none, 409 when it is being replayed, 503
   *     when the queue is away
   */
  public DeadLetter replay(UserId actor, String id) {
    DeadLetter letter = find(id);
    if (!replay(actor, "deadLetter.replayed", letter, Duration.ZERO)) {
      throw DomainException.conflict("The dead letter is being replayed already");
    }
    return letter;
  }

  /**
   * Queues all dead letters that fit.
   *
   * @param perSecond how many of them are tried per second at most
   * @return how many
   */
  public long replayAll(UserId actor, Filter filter, int perSecond) {
    long replayed = 0;
    String position = null;
    while (true) {
      List<DeadLetter> page = letters.list(filter, new PageRequest(AT_ONCE, position));
      for (DeadLetter letter : page.subList(0, Math.min(page.size(), AT_ONCE))) {
        Duration delay = Duration.ofMillis(replayed * 1_000 / perSecond);
        if (replay(actor, "deadLetter.replayed", letter, delay)) {
          replayed++;
        }
        position = letter.id();
      }
      if (page.size() <= AT_ONCE) {
        noteAll(actor, filter, perSecond, replayed);
        return replayed;
      }
    }
  }

  private void noteAll(UserId actor, Filter filter, int perSecond, long replayed) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("rate", Integer.toString(perSecond));
    facts.put("replayed", Long.toString(replayed));
    if (filter.cause() != null) {
      facts.put("cause", filter.cause());
    }
    audit.note(new Entry(actor, "deadLetters.replayed", filter.conversation(), null, facts));
  }

  /**
   * Queues a message again for all recipients that it failed for.
   *
   * @return how many
   */
  public int retry(UserId sender, MessageId message) {
    List<DeadLetter> failed = new ArrayList<>();
    letters.find(DeadLetter.idOf(message, null)).ifPresent(failed::add);
    records
        .find(message)
        .ifPresent(record ->
            record
                .recipients()
                .forEach(status ->
                    letters
                        .find(DeadLetter.idOf(message, status.recipient()))
                        .ifPresent(failed::add)));
    int retried = 0;
    for (DeadLetter letter : failed) {
      retried += replay(sender, "deadLetter.retried", letter, Duration.ZERO) ? 1 : 0;
    }
    return retried;
  }

  /**
   * Removes a dead letter for good; the message stays FAILED.
   *
   * @throws DomainException with status 404 when there is none
   */
  public void discard(UserId actor, String id, String reason) {
    DeadLetter letter = find(id);
    audit.note(Entry.of(actor, "deadLetter.discarded", letter, Map.of("reason", reason)));
    letters.remove(List.of(id));
  }

  /** A dead letter, or a refusal with status 404. */
  public DeadLetter find(String id) {
    return letters.find(id).orElseThrow(() -> DomainException.notFound("dead letter", id));
  }

  /**
   * The queue comes first: a job without a mark is tried and repeats nothing, a mark without a job
   * would wait for ever.
   */
  private boolean replay(UserId actor, String action, DeadLetter letter, Duration delay) {
    if (letter.replaying()) {
      return false;
    }
    UserId recipient = letter.recipient();
    if (recipient != null) {
      records.record(List.of(new Outcome.Replayed(letter.message(), recipient)));
    }
    publish(job(letter), delay);
    if (!letters.markReplaying(letter.id())) {
      return false;
    }
    if (recipient == null) {
      letters.remove(List.of(letter.id()));
    }
    audit.note(Entry.of(actor, action, letter, Map.of()));
    return true;
  }

  private Job job(DeadLetter letter) {
    UserId recipient = letter.recipient();
    if (recipient != null) {
      return new Job.Replay(letter.message(), recipient, 1);
    }
    MessageSummary message =
        messages
            .find(letter.message())
            .orElseThrow(() -> DomainException.notFound("message", letter.message()));
    return new Job.Fanout(message.id(), message.sender(), message.createdAt());
  }

  private void publish(Job job, Duration delay) {
    try {
      queue.publishLater(job, delay);
    } catch (JedisException e) {
      throw DomainException.unavailable(
          "The delivery queue does not answer", WHEN_REDIS_IS_BACK, e);
    }
  }
}
