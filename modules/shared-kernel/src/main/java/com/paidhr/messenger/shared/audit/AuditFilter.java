package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null means all.
 *
 * @param from the earliest time
 * @param to the time before which they were done
 */
public record AuditFilter(
    @Nullable ConversationId conversation,
    @Nullable UserId actor,
    @Nullable UserId target,
    @Nullable String action,
    AuditEntry.@Nullable Result result,
    @Nullable Instant from,
    @Nullable Instant to) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);
}
