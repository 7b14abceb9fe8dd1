package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * Says that messages may not be removed.
 *
 * @param reason why, in the words of who placed it
 * @param by who placed it first
 * @param since when that was
 */
public record LegalHold(HoldScope scope, String reason, UserId by, Instant since) {}
