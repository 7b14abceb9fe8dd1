package com.paidhr.messenger.conversations;

/** How much the members of a conversation learn about who read what. */
public enum ReceiptsMode {
  /** Who read a message and when. */
  FULL,
  /** How many read a message. */
  COUNTS,
  /** Nothing. */
  OFF
}
