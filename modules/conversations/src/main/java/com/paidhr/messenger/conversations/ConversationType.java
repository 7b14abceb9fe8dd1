package com.paidhr.messenger.conversations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The kinds of conversation; a conversation never changes its kind. */
@Schema(name = "ConversationType", description = "The kind of a conversation")
public enum ConversationType {
  /** Exactly two users, for ever; both see everything. */
  PRIVATE,
  /** Members only; each sees what was said from their own join on. */
  GROUP,
  /** Every user of the organization reads all of it; members write. */
  CHANNEL
}
