package com.paidhr.messenger.delivery.replay;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries dead letters again. A dead letter is marked before its job is queued: a mark whose job is
 * lost is found by {@link #requeue}, and a job without a mark does nothing.
 */
@ApplicationScoped
public class Replays {
  private static final int AT_ONCE = 200;
  private static final int REQUEUED_PER_SECOND = 50;
  private static final Duration WHEN_REDIS_IS_BACK = Duration.ofSeconds(5);

  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final DeliveryQueue queue;
  private final AuditLog audit;

  @Inject
  Replays(DeadLetters letters, DeliveryRecords records, DeliveryQueue queue, AuditLog audit) {
    this.letters = letters;
    this.records = records;
    this.queue = queue;
    this.audit = audit;
  }

  /**
   * Queues a dead letter again, also one that is being replayed, whose job may be lost.
   *
   * @throws DomainException with status 404 when there is none, 409 when it is being replayed, 503
   *     when the queue is away
   */
  public DeadLetter replay(UserId actor, String id) {
    DeadLetter letter = find(id);
    if (!letters.markReplaying(id)) {
      marked(List.of(letter)).stream().filter(DeadLetter::replaying).forEach(this::queueNext);
      throw DomainException.conflict("The dead letter is being replayed already");
    }
    queue(actor, "deadLetter.replayed", marked(List.of(letter)), 0, 1);
    return letter;
  }

  /**
   * Queues all dead letters that fit. Of two who ask at once each does, and counts, its own part.
   *
   * @param perSecond how many of them are tried per second at most
   * @return how many
   */
  public long replayAll(UserId actor, Filter filter, int perSecond) {
    long replayed = 0;
    String position = null;
    List<DeadLetter> page;
    do {
      page = letters.list(filter, new PageRequest(AT_ONCE, position));
      List<DeadLetter> some = page.subList(0, Math.min(page.size(), AT_ONCE));
      replayed += replay(actor, "deadLetter.replayed", some, replayed, perSecond);
      position = some.isEmpty() ? null : some.getLast().id();
    } while (page.size() > AT_ONCE);
    noteAll(actor, filter, perSecond, replayed);
    return replayed;
  }

  private void noteAll(UserId actor, Filter filter, int perSecond, long replayed) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("rate", Integer.toString(perSecond));
    facts.put("replayed", Long.toString(replayed));
    if (filter.cause() != null) {
      facts.put("cause", filter.cause());
    }
    audit.note(AuditEntry.of(actor, "deadLetters.replayed").in(filter.conversation()).with(facts));
  }

  /**
   * Queues a message again for all recipients that it failed for.
   *
   * @return how many
   */
  public int retry(UserId sender, MessageId message) {
    Set<String> ids = new HashSet<>();
    ids.add(DeadLetter.idOf(message, null));
    records
        .find(message)
        .ifPresent(record ->
            record.recipients().stream()
                .filter(status -> status.state() != State.DELIVERED)
                .forEach(status -> ids.add(DeadLetter.idOf(message, status.recipient()))));
    List<DeadLetter> found = List.copyOf(letters.find(ids).values());
    return replay(sender, "deadLetter.retried", found, 0, Integer.MAX_VALUE);
  }

  private void queueNext(DeadLetter letter) {
    DeliveryRecord recorded = records.find(letter.message()).orElse(null);
    try {
      queue.publishLater(next(letter, recorded), Duration.ZERO);
    } catch (RuntimeException e) {
      throw queueIsAway(e);
    }
  }

  /** A dead letter, or a refusal with status 404. */
  public DeadLetter find(String id) {
    return letters.find(id).orElseThrow(() -> DomainException.notFound("dead letter", id));
  }

  /** Queues every replay that is going on again; one whose job still waits keeps its time. */
  public void requeue() {
    long requeued = 0;
    String position = null;
    List<DeadLetter> page;
    do {
      page = letters.replaying(new PageRequest(AT_ONCE, position));
      Map<MessageId, DeliveryRecord> recorded =
          records.find(page.stream().map(DeadLetter::message).toList());
      for (DeadLetter letter : page) {
        queue.publishLater(
            next(letter, recorded.get(letter.message())), turn(requeued, REQUEUED_PER_SECOND));
        requeued++;
        position = letter.id();
      }
    } while (page.size() > AT_ONCE);
  }

  /** The job of the attempt that comes next. */
  private static Job.Replay next(DeadLetter letter, @Nullable DeliveryRecord recorded) {
    return Job.Replay.of(letter, attempts(recorded, letter));
  }

  private static int attempts(@Nullable DeliveryRecord recorded, DeadLetter letter) {
    UserId recipient = letter.recipient();
    return recorded == null || recipient == null
        ? 0
        : recorded.of(recipient).stream()
            .flatMap(status -> status.history().stream())
            .mapToInt(AttemptRecord::number)
            .max()
            .orElse(0);
  }

  private int replay(
      UserId actor, String action, List<DeadLetter> found, long before, int perSecond) {
    List<DeadLetter> idle =
        found.stream()
            .filter(letter -> !letter.replaying() && letters.markReplaying(letter.id()))
            .toList();
    queue(actor, action, marked(idle), before, perSecond);
    return idle.size();
  }

  /** The same as they are now: a replay that ended before the mark has added attempts. */
  private List<DeadLetter> marked(List<DeadLetter> some) {
    Map<String, DeadLetter> now = letters.find(ids(some));
    return some.stream().map(letter -> now.getOrDefault(letter.id(), letter)).toList();
  }

  private void queue(
      UserId actor, String action, List<DeadLetter> marked, long before, int perSecond) {
    int queued = 0;
    try {
      for (DeadLetter letter : marked) {
        queue.publishLater(Job.Replay.of(letter), turn(before + queued, perSecond));
        queued++;
      }
    } catch (RuntimeException e) {
      if (StoreFailures.isOfRedis(e)) {
        letters.unmarkReplaying(ids(marked.subList(queued, marked.size())));
      }
      throw queueIsAway(e);
    } finally {
      audit.note(
          marked.subList(0, queued).stream().map(letter -> noted(actor, action, letter)).toList());
    }
  }

  static AuditEntry noted(UserId actor, String action, DeadLetter letter) {
    return AuditEntry.of(actor, action)
        .in(letter.message().conversation())
        .to(letter.recipient())
        .with(Map.of("deadLetterId", letter.id(), "cause", letter.cause()));
  }

  /** The refusal with status 503 that a failure of Redis means; any other failure as it is. */
  private static RuntimeException queueIsAway(RuntimeException cause) {
    return StoreFailures.isOfRedis(cause)
        ? DomainException.unavailable(
            "The delivery queue does not answer", WHEN_REDIS_IS_BACK, cause)
        : cause;
  }

  private static Duration turn(long number, int perSecond) {
    return Duration.ofMillis(number * 1_000 / perSecond);
  }

  private static List<String> ids(List<DeadLetter> some) {
    return some.stream().map(DeadLetter::id).toList();
  }
}
