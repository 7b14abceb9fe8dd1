package com.paidhr.messenger.messaging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The recipients of one message, counted as delivery last reported them.
 *
 * @param recipients to how many users the message goes, its sender not among them; 0 until delivery
 *     has counted them
 * @param delivered how many of them have it
 * @param failed for how many the retry budget is spent
 */
@Schema(name = "MessageCounts", description = "Recipients of a message by outcome")
public record MessageCounts(long recipients, long delivered, long failed) {
  /** Nothing reported yet. */
  public static final MessageCounts NONE = new MessageCounts(0, 0, 0);
}
