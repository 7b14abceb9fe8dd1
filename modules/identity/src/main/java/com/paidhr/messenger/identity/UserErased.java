package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user was erased: whoever keeps something of theirs that nobody else needs removes it. Fired
 * again until all observers have done so, perhaps on another node.
 */
public record UserErased(Instant occurredAt, UserId user) implements DomainEvent {}
