package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/** A user wants no private conversation with another one. */
public record Block(UserId blocker, UserId blocked, Instant at) {}
