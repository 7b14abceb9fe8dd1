package com.paidhr.messenger.delivery.publish;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which undelivered messages nothing will go on with: neither a lane that is held for each
 * recipient who waits, nor a replay of the dead letter that their own job left.
 */
@ApplicationScoped
class LostMessages {
  private static final Logger LOG = LoggerFactory.getLogger(LostMessages.class);

  private final HeldLanes held;
  private final DeliveryRecords records;
  private final DeadLetters letters;

  @Inject
  LostMessages(HeldLanes held, DeliveryRecords records, DeadLetters letters) {
    this.held = held;
    this.records = records;
    this.letters = letters;
  }

  /** Those of the candidates that are in no queue and that nothing else will go on with. */
  List<MessageSummary> among(
      List<MessageSummary> candidates, Predicate<MessageSummary> isNotQueued) {
    List<MessageSummary> lost = candidates.stream().filter(isNotQueued).toList();
    if (lost.isEmpty()) {
      return lost;
    }
    Map<MessageId, DeliveryRecord> recorded =
        records.find(lost.stream().map(MessageSummary::id).toList());
    Set<String> buried = letters.find(lost.stream().map(LostMessages::letter).toList()).keySet();
    Map<ConversationId, Set<UserId>> lanes = new HashMap<>();
    return lost.stream()
        .filter(message -> !buried.contains(letter(message)))
        .filter(message -> !isHeld(recorded.get(message.id()), lanes))
        .toList();
  }

  /** The dead letter of a message whose own job was poison; it waits for a replay. */
  private static String letter(MessageSummary message) {
    return DeadLetter.idOf(message.id(), null);
  }

  /** Held lanes that cannot be read will not go on. */
  private Set<UserId> heldIn(ConversationId conversation) {
    try {
      return held.in(conversation);
    } catch (RuntimeException e) {
      if (!StoreFailures.isRefusedByRedis(e)) {
        throw e;
      }
      LOG.warn("The held lanes of conversation {} cannot be read", conversation, e);
      return Set.of();
    }
  }

  /** Whether everyone who does not have the message has a lane that will go on. */
  private boolean isHeld(
      @Nullable DeliveryRecord recorded, Map<ConversationId, Set<UserId>> lanes) {
    if (recorded == null) {
      return false;
    }
    ConversationId conversation = recorded.message().conversation();
    Set<UserId> waiting = lanes.computeIfAbsent(conversation, this::heldIn);
    return recorded.tally().waiting() > 0
        && recorded.recipients().stream()
            .filter(status -> status.state() == RecipientStatus.State.WAITING)
            .allMatch(status -> waiting.contains(status.recipient()));
  }
}
