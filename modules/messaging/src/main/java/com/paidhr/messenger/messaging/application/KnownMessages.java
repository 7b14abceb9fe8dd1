package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.domain.DeliveredMessages;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of messages that this node stored or showed a moment ago: who wrote them and
 * when, and that they are DELIVERED. Only what no failover can take back is kept: own inserts, and
 * messages that were delivered, which is done behind an answered insert only.
 */
@ApplicationScoped
public class KnownMessages implements DeliveredMessages {
  /** Some 200 bytes each, so at most a few megabytes. */
  private static final int REMEMBERED = 16_384;

  private final Cache<MessageId, Known> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * What is known of a message.
   *
   * @param isDelivered false when that is not known
   */
  record Known(UserId sender, Instant createdAt, boolean isDelivered) {
    static Known of(Message message) {
      return new Known(
          message.sender(), message.createdAt(), message.status() == MessageStatus.DELIVERED);
    }
  }

  /** This node stored these messages. */
  void stored(Collection<Message> messages) {
    messages.forEach(message -> known.put(message.id(), Known.of(message)));
  }

  /** This node has just read these messages. */
  void read(Collection<Message> messages) {
    for (Message message : messages) {
      if (message.status() == MessageStatus.DELIVERED) {
        Known was = known.getIfPresent(message.id());
        if (was == null || !was.isDelivered()) {
          known.put(message.id(), Known.of(message));
        }
      }
    }
  }

  @Override
  public void delivered(Collection<MessageId> messages) {
    for (MessageId message : messages) {
      known
          .asMap()
          .computeIfPresent(message, (id, was) -> new Known(was.sender(), was.createdAt(), true));
    }
  }

  /** Null when nothing is known. */
  @Nullable Known find(MessageId id) {
    return known.getIfPresent(id);
  }

  /** Whether all of these are known to be DELIVERED. */
  boolean areDelivered(ConversationId conversation, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> find(new MessageId(conversation, seq)))
        .allMatch(message -> message != null && message.isDelivered());
  }
}
