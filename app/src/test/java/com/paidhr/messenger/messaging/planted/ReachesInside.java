package com.paidhr.messenger.messaging.planted;

import com.paidhr.messenger.conversations.domain.Conversation;

/** A module that uses the inside of another one. */
public record ReachesInside(Conversation conversation) {}
