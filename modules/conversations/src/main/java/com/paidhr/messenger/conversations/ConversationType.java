package com.paidhr.messenger.conversations;

/** The kinds of conversation; a conversation never changes its kind. */
public enum ConversationType {
  /** Exactly two users, for ever; both see everything. */
  PRIVATE,
  /** Members only; each sees what was said from their own join on. */
  GROUP,
  /** Every user of the organization reads all of it; members write. */
  CHANNEL
}
