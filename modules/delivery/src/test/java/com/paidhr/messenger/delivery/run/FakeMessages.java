package com.paidhr.messenger.delivery.run;

import com.mongodb.MongoTimeoutException;
import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Messages without content, with the rules that {@link MessageStatuses} promises. */
final class FakeMessages implements Messages, MessageStatuses {
  private static final Comparator<MessageSummary> BY_TIME =
      Comparator.comparing(MessageSummary::createdAt).thenComparing(MessageSummary::id);

  private final Map<MessageId, MessageSummary> stored = new ConcurrentHashMap<>();
  private final Set<MessageId> undelivered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();
  private final Map<ConversationId, Long> last = new ConcurrentHashMap<>();
  private final Clock clock;

  FakeMessages(Clock clock) {
    this.clock = clock;
  }

  MessageSummary accept(ConversationId conversation, UserId sender) {
    long seq = last.merge(conversation, 1L, Long::sum);
    MessageSummary message =
        new MessageSummary(
            new MessageId(conversation, seq),
            sender,
            MessageKind.TEXT,
            clock.instant(),
            MessageStatus.SENT,
            MessageCounts.NONE,
            false);
    stored.put(message.id(), message);
    undelivered.add(message.id());
    return message;
  }

  /** The next look for undelivered messages finds no store. */
  void failOnce() {
    failures.set(1);
  }

  MessageSummary get(MessageId id) {
    return Objects.requireNonNull(stored.get(id));
  }

  Collection<MessageSummary> all() {
    return stored.values();
  }

  @Override
  public void applyUntold(Collection<StatusChange> changes) {
    apply(changes);
  }

  @Override
  public void apply(Collection<StatusChange> changes) {
    for (StatusChange change : changes) {
      stored.computeIfPresent(
          change.message(),
          (id, now) -> {
            boolean backwards =
                change.status().ordinal() < now.status().ordinal()
                    && now.status() != MessageStatus.FAILED;
            boolean leavesFailed =
                now.status() == MessageStatus.FAILED && change.status() == MessageStatus.SENT;
            if (backwards
                || leavesFailed
                || now.status() == MessageStatus.DELIVERED
                || change.counts().delivered() < now.counts().delivered()) {
              return now;
            }
            MessageCounts counts = change.counts();
            if (change.status() == MessageStatus.DELIVERED
                || (change.status() == MessageStatus.FAILED
                    && counts.delivered() + counts.failed() >= counts.recipients())) {
              undelivered.remove(id);
            }
            return new MessageSummary(
                id,
                now.sender(),
                now.kind(),
                now.createdAt(),
                change.status(),
                change.counts(),
                false);
          });
    }
  }

  @Override
  public Optional<MessageSummary> find(MessageId id) {
    return Optional.ofNullable(stored.get(id));
  }

  @Override
  public Map<MessageId, MessageSummary> findAll(Collection<MessageId> ids) {
    Map<MessageId, MessageSummary> found = new HashMap<>();
    ids.forEach(id -> find(id).ifPresent(message -> found.put(id, message)));
    return found;
  }

  @Override
  public List<MessageSummary> range(ConversationId conversation, long from, long to) {
    if (to - from >= MAX_RANGE) {
      throw new IllegalArgumentException("The range is too long");
    }
    return LongStream.rangeClosed(from, Math.min(to, lastSeq(conversation)))
        .mapToObj(seq -> get(new MessageId(conversation, seq)))
        .toList();
  }

  @Override
  public long lastSeq(ConversationId conversation) {
    return last.getOrDefault(conversation, 0L);
  }

  @Override
  public List<MessageSummary> undelivered(
      Instant acceptedBefore, @Nullable MessageSummary after, int limit) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new MongoTimeoutException("The store is away");
    }
    return stored.values().stream()
        .filter(message -> undelivered.contains(message.id()))
        .filter(message -> message.createdAt().isBefore(acceptedBefore))
        .sorted(BY_TIME)
        .filter(message -> after == null || BY_TIME.compare(message, after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public void reopen(MessageId message) {
    if (get(message).status() == MessageStatus.FAILED) {
      undelivered.add(message);
    }
  }

  @Override
  public Optional<MessageView> viewFor(UserId user, MessageId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<MessageId, MessageView> viewsFor(UserId user, Collection<MessageId> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<UserId, Instant> readTimes(Access reader, MessageId id, Collection<UserId> users) {
    return Map.of();
  }

  @Override
  public Map<UserId, Instant> knownReads(MessageId id, Collection<UserId> users) {
    return Map.of();
  }

  @Override
  public Map<MessageId, Instant> knownReads(UserId user, Collection<MessageId> ids) {
    return Map.of();
  }

  @Override
  public Reads reads(Access reader, MessageSummary message, Collection<UserId> users) {
    return new Reads(Map.of(), OptionalLong.of(0));
  }
}
