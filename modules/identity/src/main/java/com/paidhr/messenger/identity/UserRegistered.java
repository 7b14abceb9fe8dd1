package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/** A user was stored for the first time. */
public record UserRegistered(Instant occurredAt, UserId user) implements DomainEvent {}
