package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to try again.
 *
 * @param cause only those with this cause
 * @param conversationId only those of this conversation
 * @param dryRun true to count them and do nothing
 * @param rate how many per second at most, 1 to 1000; 50 if not given
 */
@Schema(name = "ReplayRequest")
public record ReplayRequest(
    @Nullable String cause,
    @Nullable ConversationId conversationId,
    @Nullable Boolean dryRun,
    @Nullable Integer rate) {
  private static final int STANDARD_RATE = 50;
  private static final int HIGHEST_RATE = 1_000;

  Filter filter() {
    return new Filter(cause, conversationId);
  }

  boolean isDry() {
    return Boolean.TRUE.equals(dryRun);
  }

  int perSecond() {
    int wanted = rate == null ? STANDARD_RATE : rate;
    if (wanted < 1 || wanted > HIGHEST_RATE) {
      throw DomainException.invalid("/rate", "rate is a number from 1 to " + HIGHEST_RATE);
    }
    return wanted;
  }
}
