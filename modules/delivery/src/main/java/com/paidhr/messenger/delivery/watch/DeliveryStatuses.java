package com.paidhr.messenger.delivery.watch;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.ReceivedTimes;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.Messages.Reads;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What users may know of how a message is being delivered. */
@ApplicationScoped
public class DeliveryStatuses {
  private final Conversations conversations;
  private final Messages messages;
  private final MessageChanges changes;
  private final DeliveryRecords records;
  private final ReceivedTimes received;

  @Inject
  DeliveryStatuses(
      Conversations conversations,
      Messages messages,
      MessageChanges changes,
      DeliveryRecords records,
      ReceivedTimes received) {
    this.conversations = conversations;
    this.messages = messages;
    this.changes = changes;
    this.records = records;
    this.received = received;
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

  /**
   * A page of the recipients in the order of their ids. Where they are not all recorded, because
   * they are many or no worker has met the message yet, they are those members now to whom it was
   * addressed, with what is recorded otherwise.
   */
  public Page<RecipientStatus> recipients(Seen seen, PageRequest page) {
    UserId last = page.after().map(DeliveryStatuses::user).orElse(null);
    Map<UserId, RecipientStatus> listed = new TreeMap<>();
    Optional<DeliveryRecord> record = seen.record();
    if (!record.map(DeliveryRecord::detailed).orElse(false)) {
      for (UserId member : addressed(seen.message(), last, page.limit() + 1)) {
        listed.put(member, record.map(r -> r.unlisted(member)).orElseGet(() -> waiting(member)));
      }
    }
    record.map(DeliveryRecord::recipients).orElse(List.of()).stream()
        .filter(status -> last == null || status.recipient().compareTo(last) > 0)
        .forEach(status -> listed.put(status.recipient(), status));
    List<RecipientStatus> fetched =
        listed.values().stream()
            .filter(status -> status.state() != State.WITHDRAWN)
            .limit(page.limit() + 1L)
            .toList();
    return Page.ofSurplus(
        fetched, page.limit(), status -> PageRequest.encode(status.recipient().value()));
  }

  private List<UserId> addressed(MessageSummary message, @Nullable UserId last, int limit) {
    return conversations
        .audienceOf(message.id().conversation(), message.id().seq())
        .after(last, limit + 1)
        .stream()
        .filter(member -> !member.equals(message.sender()))
        .toList();
  }

  private static RecipientStatus waiting(UserId member) {
    return new RecipientStatus(member, State.WAITING, 0, null, List.of());
  }

  private static UserId user(String position) {
    try {
      return new UserId(position);
    } catch (InvalidIdException e) {
      throw DomainException.badParameter("cursor", "cursor is not one that this list handed out");
    }
  }

  /** When users first read a message, as far as the caller is told. */
  public Map<UserId, Instant> readTimes(Seen seen, Collection<UserId> users) {
    return notBefore(seen, messages.readTimes(seen.access(), seen.message().id(), users));
  }

  /** The same, with how many have read the message in all. */
  public Reads reads(Seen seen, Collection<UserId> users) {
    Reads reads = messages.reads(seen.access(), seen.message(), users);
    return new Reads(notBefore(seen, reads.times()), reads.count());
  }

  /**
   * When clients of users said that they have a message. That shows who is there, so it is told of
   * and to those who also tell each other what they read; of oneself always.
   */
  public Map<UserId, Instant> receivedTimes(Seen seen, UserId caller) {
    Map<UserId, Instant> times = received.find(seen.message().id());
    Set<UserId> concerned = new HashSet<>(times.keySet());
    concerned.add(caller);
    Set<UserId> sharing =
        times.isEmpty()
            ? Set.of()
            : changes.sharingReads(seen.message().id().conversation(), concerned);
    times
        .keySet()
        .removeIf(
            user -> !user.equals(caller) && !(sharing.contains(caller) && sharing.contains(user)));
    return notBefore(seen, times);
  }

  private static Map<UserId, Instant> notBefore(Seen seen, Map<UserId, Instant> read) {
    Map<UserId, Instant> times = new HashMap<>(read);
    Instant first = seen.message().createdAt();
    times.replaceAll((user, at) -> at.isBefore(first) ? first : at);
    return times;
  }
}
