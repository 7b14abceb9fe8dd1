package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A recipient's part in a message's status.
 *
 * @param status SENT, DELIVERED or FAILED
 * @param attempts how many attempts there were; 0 also where that is not kept
 * @param deliveredAt when it was delivered; null while it is not, where that is not kept, and where
 *     it is the time of a reading that the caller may not know
 * @param failedAt when it was given up; null where it is not, or not any more
 * @param readAt when the recipient first read it, where the caller may know
 * @param error why the last attempt failed, while it is not delivered
 */
@Schema(name = "RecipientStatus")
public record RecipientStatusView(
    UserId userId,
    @Schema(implementation = MessageStatus.class) String status,
    int attempts,
    @Nullable Instant deliveredAt,
    @Nullable Instant failedAt,
    @Nullable Instant readAt,
    @Nullable String error) {}
