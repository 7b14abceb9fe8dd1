package com.paidhr.messenger.delivery.publish;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Epoch;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.replay.Replays;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes messages again that a recipient waits for and that are in no queue: after a crash
 * between insert and publish, after Redis was away, or after Redis lost what it held, which a new
 * epoch tells. A message counts as lost when every job has gone that its partition had when the
 * message was first seen here to be undelivered, and a while later. That compares no clocks of
 * nodes, and no backlog is published twice. One whose remaining recipients have held lanes is left
 * alone. Publishing too often is harmless.
 */
@ApplicationScoped
public class Redriver {
  private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
  private static final int AT_ONCE = 5_000;
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(1);

  private final Messages messages;
  private final DeliveryQueue queue;
  private final LostMessages lost;
  private final Replays replays;
  private final Republisher republisher;
  private final AcceptedMessages accepted;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Map<Integer, String> epochs = new ConcurrentHashMap<>();
  private final Sightings seen = new Sightings();

  /**
   * What was published at once since this node was left with some, up to {@value Sightings#MOST}.
   */
  private final Set<MessageId> republished = new HashSet<>();

  /** How often Redis may have lost jobs, and how often it had when the queue was built last. */
  private final AtomicInteger losses = new AtomicInteger();

  private int rebuiltAfter;

  /** Whether replays are known to have jobs; what another life of this node queued may be lost. */
  private boolean hasReplays;

  /** Where the next look begins; null for the oldest. */
  private @Nullable MessageSummary position;

  @Inject
  Redriver(
      Messages messages,
      DeliveryQueue queue,
      LostMessages lost,
      Replays replays,
      Republisher republisher,
      AcceptedMessages accepted,
      DeliverySettings settings,
      Clock clock) {
    this.messages = messages;
    this.queue = queue;
    this.lost = lost;
    this.replays = replays;
    this.republisher = republisher;
    this.accepted = accepted;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks once, and publishes what it finds.
   *
   * @throws DomainException with status 503 when a partition is full, after what the others take
   */
  public synchronized void run() {
    if (losses.get() != rebuiltAfter) {
      int rebuilt = rebuild();
      LOG.info("Redis has begun a new epoch: the queue is rebuilt with {} messages", rebuilt);
      return;
    }
    if (!hasReplays) {
      requeueReplays();
    }
    if (accepted.hasLeftSome()) {
      Map<Integer, PartitionStats> queued = queued();
      Set<Integer> full = new HashSet<>();
      publishAll(
          page ->
              lost.among(
                  page,
                  message ->
                      !republished.contains(message.id())
                          && isNotQueued(message, queued, AFTER_AN_OUTAGE)),
          full);
      Republisher.refuse(full);
    } else {
      republished.clear();
      redrive();
    }
  }

  /**
   * Publishes every message that a recipient waits for, whether it may still be queued or not, and
   * queues replays again. What a full partition does not take is found later, one by one.
   *
   * @return how many
   * @throws DomainException with status 503 when the queue is full or does not answer
   */
  public synchronized int rebuild() {
    int known = losses.get();
    Set<Integer> full = new HashSet<>();
    seen.clear();
    republished.clear();
    position = null;
    requeueReplays();
    int published = publishAll(page -> page, full);
    rebuiltAfter = known;
    Republisher.refuse(full);
    return published;
  }

  private void requeueReplays() {
    replays.requeue();
    hasReplays = true;
  }

  /** Publishes what is chosen of all messages that are undelivered. */
  private int publishAll(UnaryOperator<List<MessageSummary>> choice, Set<Integer> full) {
    int published = 0;
    List<MessageSummary> page = undelivered(null);
    while (!page.isEmpty()) {
      List<MessageSummary> done = republisher.publish(choice.apply(page), full);
      done.stream()
          .limit(Sightings.MOST - republished.size())
          .map(MessageSummary::id)
          .forEach(republished::add);
      published += done.size();
      page = page.size() < AT_ONCE ? List.of() : undelivered(page.getLast());
    }
    return published;
  }

  private List<MessageSummary> undelivered(@Nullable MessageSummary after) {
    return messages.undelivered(clock.instant().plus(CLOCKS_DIFFER_BY), after, AT_ONCE);
  }

  /**
   * Notes a partition's life. A new one is remembered until the queue is built again, whatever
   * fails in between.
   */
  public void see(int partition, Epoch now) {
    String before = epochs.put(partition, now.name());
    if (now.isNew() || (before != null && !before.equals(now.name()))) {
      losses.incrementAndGet();
    }
  }

  /** Looks at one page of what is undelivered, each time at the next. */
  private void redrive() {
    if (undelivered(position).isEmpty()) {
      position = null;
      seen.see(List.of(), System.nanoTime(), true);
      return;
    }
    Map<Integer, PartitionStats> queued = queued(); // before the messages: what is gone is settled
    long now = System.nanoTime();
    List<MessageSummary> page = undelivered(position);
    boolean isLast = page.size() < AT_ONCE;
    position = isLast ? null : page.getLast();
    seen.see(page.stream().map(MessageSummary::id).toList(), now, isLast);
    Set<Integer> full = new HashSet<>();
    republisher
        .publish(lost.among(page, message -> isLost(message, queued, now)), full)
        .forEach(message -> seen.restart(message.id(), now));
    Republisher.refuse(full);
  }

  private boolean isLost(MessageSummary message, Map<Integer, PartitionStats> queued, long now) {
    return hasOutlived(message.id(), queued, now)
        || (isEmpty(queuedWith(message.id(), queued))
            && isNotQueued(message, queued, settings.redriveAfter()));
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
    Duration known = Duration.ofNanos(now - seen.since(id, now));
    Duration oldest = queuedWith(id, queued).oldest();
    return known.compareTo(oldest.plus(settings.redriveAfter())) >= 0;
  }

  /** Whether every job of the partition was added when the message was that old already. */
  private boolean isNotQueued(
      MessageSummary message, Map<Integer, PartitionStats> queued, Duration age) {
    Instant first = clock.instant().minus(queuedWith(message.id(), queued).oldest());
    return !first.isBefore(message.createdAt().plus(age));
  }
}
