package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.messaging.MessageStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a message has come.
 *
 * @param status SENT, DELIVERED or FAILED
 * @param counts recipients by outcome
 * @param recipients the recipients of this page in the order of their ids
 * @param next the cursor of the next page, or null
 */
@Schema(name = "MessageDeliveryStatus")
public record MessageStatusView(
    @Schema(implementation = MessageStatus.class) String status,
    Counts counts,
    List<RecipientStatusView> recipients,
    @Nullable String next) {

  /**
   * @param read how many recipients have read it; null where the caller may not know
   */
  @Schema(name = "MessageStatusCounts")
  public record Counts(long recipients, long delivered, long failed, @Nullable Long read) {}
}
