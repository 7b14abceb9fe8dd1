package com.paidhr.messenger.conversations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much the members of a conversation learn about who read what. */
@Schema(name = "ReceiptsMode", description = "What members learn about who has read")
public enum ReceiptsMode {
  /** Who read a message and when. */
  FULL,
  /** How many read a message. */
  COUNTS,
  /** Nothing. */
  OFF
}
