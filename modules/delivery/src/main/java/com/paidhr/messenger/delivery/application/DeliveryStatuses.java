package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What users may know of how a message is being delivered. */
@ApplicationScoped
public class DeliveryStatuses {
  private final Conversations conversations;
  private final Messages messages;
  private final DeliveryRecords records;

  @Inject
  DeliveryStatuses(Conversations conversations, Messages messages, DeliveryRecords records) {
    this.conversations = conversations;
    this.messages = messages;
    this.records = records;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DeliveryStatuses() {
    this(null, null, null);
  }

  /**
   * A message with what is recorded of its deliveries.
   *
   * @param access what the caller may do in the conversation
   * @param record empty until a worker has brought the message to everyone once
   */
  public record Seen(Access access, MessageSummary message, Optional<DeliveryRecord> record) {}

  /** The message, or a refusal with status 404 when there is none or the caller does not see it. */
  public Seen seenBy(UserId caller, MessageId id) {
    Access access = conversations.accessOf(caller, id.conversation());
    if (!access.visibility().sees(id.seq())) {
      throw DomainException.notFound("message", id);
    }
    MessageSummary message =
        messages.find(id).orElseThrow(() -> DomainException.notFound("message", id));
    return new Seen(
        access, message, records.find(id).map(record -> record.notBefore(message.createdAt())));
  }

  /** When users first read a message, as far as the caller is told. */
  public Map<UserId, Instant> readTimes(Seen seen, Collection<UserId> users) {
    Map<UserId, Instant> times =
        new HashMap<>(messages.readTimes(seen.access(), seen.message().id(), users));
    Instant first = seen.message().createdAt();
    times.replaceAll((user, at) -> at.isBefore(first) ? first : at);
    return times;
  }

  /** How many have read a message, empty when the caller is not told. */
  public OptionalLong readCount(Seen seen) {
    return messages.readCount(seen.access(), seen.message());
  }
}
