package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes messages again that are SENT and in no queue: after a crash between insert and publish,
 * after Redis was away, or after Redis lost what it held, which a new epoch tells. Publishing one
 * too often is harmless, so it only guesses what may still wait: a message that is younger than the
 * oldest job of its partition, or whose remaining recipients have held lanes, is left alone.
 */
@ApplicationScoped
public class Redriver {
  private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
  private static final int AT_ONCE = 5_000;
  private static final int REPLAYS_AT_ONCE = 200;
  private static final Duration WHEN_TO_TRY_AGAIN = Duration.ofSeconds(5);

  private final Messages messages;
  private final DeliveryQueue queue;
  private final HeldLanes held;
  private final DeliveryRecords records;
  private final DeadLetters letters;
  private final JobPublisher publisher;
  private final AcceptedMessages accepted;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final Map<Integer, String> epochs = new ConcurrentHashMap<>();
  private final Map<MessageId, Instant> recent = new LinkedHashMap<>();

  @Inject
  Redriver(
      Messages messages,
      DeliveryQueue queue,
      HeldLanes held,
      DeliveryRecords records,
      DeadLetters letters,
      JobPublisher publisher,
      AcceptedMessages accepted,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      Clock clock) {
    this.messages = messages;
    this.queue = queue;
    this.held = held;
    this.records = records;
    this.letters = letters;
    this.publisher = publisher;
    this.accepted = accepted;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Redriver() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  /** Looks once, and publishes what it finds. */
  public synchronized void run() {
    boolean lost = hasNewEpoch();
    if (lost) {
      int rebuilt = rebuild();
      LOG.info("Redis has begun a new epoch: the queue is rebuilt with {} messages", rebuilt);
    } else if (accepted.hasLeftSome()) {
      redrive(Duration.ofSeconds(1), false);
    } else {
      redrive(settings.redriveAfter(), false);
    }
  }

  /**
   * Publishes every message that is SENT, whether it may still wait or not.
   *
   * @return how many
   * @throws DomainException with status 503 when the queue is full or does not answer
   */
  public synchronized int rebuild() {
    int published = 0;
    int some;
    recent.clear();
    do {
      some = redrive(Duration.ZERO, true);
      published += some;
    } while (some > 0);
    requeueReplays();
    return published;
  }

  /** A replay whose job is lost would be marked as going on for ever. */
  private void requeueReplays() {
    String position = null;
    List<DeadLetter> page;
    do {
      page = letters.replaying(new PageRequest(REPLAYS_AT_ONCE, position));
      for (DeadLetter letter : page) {
        UserId recipient = letter.recipient();
        if (recipient != null) {
          queue.publishLater(new Job.Replay(letter.message(), recipient, 1), Duration.ZERO);
        }
        position = letter.id();
      }
    } while (page.size() > REPLAYS_AT_ONCE);
  }

  private boolean hasNewEpoch() {
    boolean changed = false;
    for (int partition = 0; partition < queue.partitions(); partition++) {
      DeliveryQueue.Epoch now = queue.epoch(partition);
      String before = epochs.put(partition, now.name());
      changed |= now.isNew() || (before != null && !before.equals(now.name()));
    }
    return changed;
  }

  private int redrive(Duration age, boolean all) {
    Instant now = clock.instant();
    recent.values().removeIf(at -> at.isBefore(now.minus(settings.redriveAfter())));
    List<MessageId> candidates =
        messages.undelivered(now.minus(age).plusMillis(1), AT_ONCE + recent.size()).stream()
            .filter(message -> !recent.containsKey(message))
            .toList();
    if (candidates.isEmpty()) {
      return 0;
    }
    Map<MessageId, MessageSummary> found = new HashMap<>();
    for (int from = 0; from < candidates.size(); from += 1_000) {
      found.putAll(
          messages.findAll(candidates.subList(from, Math.min(candidates.size(), from + 1_000))));
    }
    Map<Integer, Instant> oldest = new HashMap<>();
    if (!all) {
      for (PartitionStats stats : queue.stats()) {
        oldest.put(stats.partition(), now.minus(stats.oldest()));
      }
    }
    Map<MessageId, DeliveryRecord> recorded = all ? Map.of() : records.find(candidates);
    Map<ConversationId, Set<UserId>> lanes = new HashMap<>();
    List<Job.Fanout> jobs = new ArrayList<>();
    for (MessageId id : candidates) {
      MessageSummary message = found.get(id);
      if (message != null
          && (all || !(mayBeQueued(message, oldest, age) || isHeld(recorded.get(id), lanes)))) {
        jobs.add(new Job.Fanout(id, message.sender(), message.createdAt()));
      }
    }
    publish(jobs, now);
    return jobs.size();
  }

  /** Whether the partition has a job that is old enough to be the message's. */
  private boolean mayBeQueued(MessageSummary message, Map<Integer, Instant> oldest, Duration age) {
    Instant first = oldest.get(queue.partitionOf(message.id().conversation()));
    return first != null && first.isBefore(message.createdAt().plus(age));
  }

  /** Whether everyone who does not have the message has a lane that will go on. */
  private boolean isHeld(
      @Nullable DeliveryRecord recorded, Map<ConversationId, Set<UserId>> lanes) {
    if (recorded == null) {
      return false;
    }
    ConversationId conversation = recorded.message().conversation();
    Set<UserId> waiting = lanes.computeIfAbsent(conversation, c -> held.in(c));
    return recorded.tally().waiting() > 0
        && recorded.recipients().stream()
            .filter(status -> status.state() == RecipientStatus.State.WAITING)
            .allMatch(status -> waiting.contains(status.recipient()));
  }

  private void publish(List<Job.Fanout> jobs, Instant now) {
    for (int from = 0; from < jobs.size(); from += 500) {
      List<Job.Fanout> some = jobs.subList(from, Math.min(jobs.size(), from + 500));
      Publication result = publisher.publish(some);
      if (result != Publication.ADDED) {
        throw DomainException.unavailable(
            result == Publication.FULL
                ? "The delivery queue is full"
                : "The delivery queue does not answer",
            WHEN_TO_TRY_AGAIN,
            null);
      }
      some.forEach(job -> recent.put(job.message(), now));
      metrics.add(Count.REDRIVEN, some.size());
    }
    if (!jobs.isEmpty()) {
      LOG.info("Redriver has published {} messages again", jobs.size());
    }
  }
}
