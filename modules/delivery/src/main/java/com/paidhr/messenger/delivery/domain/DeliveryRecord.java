package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded of a message.
 *
 * @param queuedAt when its job was added to the queue
 * @param firstPassAt when a worker first brought it to everyone
 * @param worker the node that did
 * @param detailed whether every recipient is listed; else only those who wait or failed
 * @param atOnce whether the first pass reached everybody
 * @param recipients the recipients listed, in the order of their ids
 */
public record DeliveryRecord(
    MessageId message,
    UserId sender,
    Instant queuedAt,
    Instant firstPassAt,
    String worker,
    boolean detailed,
    boolean atOnce,
    Tally tally,
    List<RecipientStatus> recipients) {

  /**
   * What is recorded of a recipient who is not listed: that they have it, and when only where the
   * first pass reached everybody.
   */
  public RecipientStatus unlisted(UserId recipient) {
    return new RecipientStatus(
        recipient,
        RecipientStatus.State.DELIVERED,
        atOnce ? 1 : 0,
        atOnce ? firstPassAt : null,
        List.of());
  }

  /** What is recorded of a recipient, if they are listed. */
  public Optional<RecipientStatus> of(UserId recipient) {
    return recipients.stream().filter(one -> one.recipient().equals(recipient)).findFirst();
  }

  /** Whether a recipient has it in the inbox. */
  public boolean isDeliveredTo(UserId recipient) {
    return of(recipient)
        .map(status -> status.state() == RecipientStatus.State.DELIVERED)
        .orElse(!detailed);
  }

  /** The same with no time before {@code first}, since clocks of nodes may differ. */
  public DeliveryRecord notBefore(Instant first) {
    return new DeliveryRecord(
        message,
        sender,
        latest(queuedAt, first),
        latest(firstPassAt, first),
        worker,
        detailed,
        atOnce,
        tally,
        recipients.stream().map(recipient -> recipient.notBefore(first)).toList());
  }

  static Instant latest(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
