package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;

/**
 * What is recorded of a message.
 *
 * @param queuedAt when its job was added to the queue
 * @param firstPassAt when a worker first brought it to everyone
 * @param worker the node that did
 * @param detailed whether every recipient is listed; else only those who wait or failed
 * @param recipients the recipients listed, in the order of their ids
 */
public record DeliveryRecord(
    MessageId message,
    UserId sender,
    Instant queuedAt,
    Instant firstPassAt,
    String worker,
    boolean detailed,
    Tally tally,
    List<RecipientStatus> recipients) {}
