package com.paidhr.messenger.identity.planted;

import com.paidhr.messenger.conversations.Conversations;

/** A module that depends on one which depends on it. */
public record LooksUpwards(Conversations conversations) {}
