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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes messages again that are SENT and in no queue: after a crash between insert and publish,
 * after Redis was away, or after Redis lost what it held, which a new epoch tells. A message counts
 * as lost when every job has gone that its partition had when the message was first seen here to be
 * SENT, and a while later. That compares no clocks of nodes, and no backlog is published twice. One
 * whose remaining recipients have held lanes is left alone. Publishing too often is harmless.
 */
@ApplicationScoped
public class Redriver {
  private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
  private static final int AT_ONCE = 5_000;
  private static final int REPLAYS_AT_ONCE = 200;
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(1);
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

  /** Since when messages were seen to be SENT, by {@link System#nanoTime()}; the oldest only. */
  private final Map<MessageId, Long> seen = new HashMap<>();

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
      Map<Integer, PartitionStats> queued = queued();
      publishAll(page -> lost(page, message -> isNotQueued(message, queued, AFTER_AN_OUTAGE)));
    } else {
      redrive();
    }
  }

  /**
   * Publishes every message that is SENT, whether it may still wait or not.
   *
   * @return how many
   * @throws DomainException with status 503 when the queue is full or does not answer
   */
  public synchronized int rebuild() {
    seen.clear();
    int published = publishAll(page -> page);
    requeueReplays();
    return published;
  }

  /** Publishes what is chosen of all messages that are SENT. */
  private int publishAll(UnaryOperator<List<MessageSummary>> choice) {
    Set<MessageId> done = new HashSet<>();
    int published = 0;
    List<MessageId> page;
    do {
      page = undelivered(AT_ONCE + done.size()).stream().filter(id -> !done.contains(id)).toList();
      published += publish(choice.apply(find(page)));
      done.addAll(page);
    } while (page.size() >= AT_ONCE);
    return published;
  }

  private List<MessageId> undelivered(int limit) {
    return messages.undelivered(clock.instant().plus(CLOCKS_DIFFER_BY), limit);
  }

  private List<MessageSummary> find(List<MessageId> ids) {
    List<MessageSummary> found = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += 1_000) {
      List<MessageId> some = ids.subList(from, Math.min(ids.size(), from + 1_000));
      Map<MessageId, MessageSummary> known = messages.findAll(some);
      some.stream().map(known::get).filter(Objects::nonNull).forEach(found::add);
    }
    return found;
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

  private void redrive() {
    Map<Integer, PartitionStats> queued = queued(); // before the messages: what is gone is settled
    long now = System.nanoTime();
    List<MessageId> sent = undelivered(AT_ONCE);
    seen.keySet().retainAll(Set.copyOf(sent));
    sent.forEach(id -> seen.putIfAbsent(id, now));
    List<MessageId> candidates =
        sent.stream()
            .filter(id -> isEmpty(queuedWith(id, queued)) || hasOutlived(id, queued, now))
            .toList();
    List<MessageSummary> lost =
        lost(
            find(candidates),
            message ->
                hasOutlived(message.id(), queued, now)
                    || isNotQueued(message, queued, settings.redriveAfter()));
    publish(lost);
    lost.forEach(message -> seen.put(message.id(), now));
  }

  private Map<Integer, PartitionStats> queued() {
    return queue.stats().stream()
        .collect(Collectors.toMap(PartitionStats::partition, stats -> stats));
  }

  private PartitionStats queuedWith(MessageId id, Map<Integer, PartitionStats> queued) {
    return Objects.requireNonNull(queued.get(queue.partitionOf(id.conversation())));
  }

  private static boolean isEmpty(PartitionStats stats) {
    return stats.depth() + stats.inFlight() == 0;
  }

  /** Whether the jobs are gone that were there when the message was seen first. */
  private boolean hasOutlived(MessageId id, Map<Integer, PartitionStats> queued, long now) {
    Duration known = Duration.ofNanos(now - seen.getOrDefault(id, now));
    Duration oldest = queuedWith(id, queued).oldest();
    return known.compareTo(oldest.plus(settings.redriveAfter())) >= 0;
  }

  /** Whether every job of the partition was added when the message was that old already. */
  private boolean isNotQueued(
      MessageSummary message, Map<Integer, PartitionStats> queued, Duration age) {
    Instant first = clock.instant().minus(queuedWith(message.id(), queued).oldest());
    return !first.isBefore(message.createdAt().plus(age));
  }

  private List<MessageSummary> lost(
      List<MessageSummary> candidates, Predicate<MessageSummary> isLost) {
    List<MessageSummary> lost = candidates.stream().filter(isLost).toList();
    if (lost.isEmpty()) {
      return lost;
    }
    Map<MessageId, DeliveryRecord> recorded =
        records.find(lost.stream().map(MessageSummary::id).toList());
    Map<ConversationId, Set<UserId>> lanes = new HashMap<>();
    return lost.stream().filter(message -> !isHeld(recorded.get(message.id()), lanes)).toList();
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

  private int publish(List<MessageSummary> lost) {
    List<Job.Fanout> jobs =
        lost.stream()
            .map(message -> new Job.Fanout(message.id(), message.sender(), message.createdAt()))
            .toList();
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
      metrics.add(Count.REDRIVEN, some.size());
    }
    if (!jobs.isEmpty()) {
      LOG.info("Redriver has published {} messages again", jobs.size());
    }
    return jobs.size();
  }
}
