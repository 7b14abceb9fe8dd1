package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to discard.
 *
 * @param cause only those with this cause
 * @param conversationId only those of this conversation
 * @param dryRun true to count them and do nothing
 * @param reason why, for the audit, 1 to 500 characters; not needed to count them
 */
@Schema(name = "DiscardRequest")
public record DiscardRequest(
    @Nullable String cause,
    @Nullable ConversationId conversationId,
    @Nullable Boolean dryRun,
    @Nullable String reason) {

  Filter filter() {
    return new Filter(cause, conversationId);
  }

  boolean isDry() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** The reason, or a refusal with status 422. */
  String why() {
    return DiscardReason.of(reason)
        .orElseThrow(() -> DomainException.invalid("/reason", DiscardReason.RULE));
  }
}
