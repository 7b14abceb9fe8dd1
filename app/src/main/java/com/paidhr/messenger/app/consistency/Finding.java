package com.paidhr.messenger.app.consistency;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that disagrees.
 *
 * @param conversationId where, or null for a file that belongs to none
 * @param subject the id of what is wrong
 * @param detail what is wrong with it, in words
 */
@Schema(name = "ConsistencyFinding")
public record Finding(Kind kind, @Nullable String conversationId, String subject, String detail) {

  /** What can disagree. */
  @Schema(name = "ConsistencyFindingKind")
  public enum Kind {
    /** A place in a conversation has no message, though a later one has. */
    SEQ_HOLE,
    /** A message lies at another place than it says. */
    SEQ_MISMATCH,
    /** A message's counts are not those of its delivery record. */
    COUNTS,
    /** A conversation counts other members than it has. */
    MEMBER_COUNT,
    /** A user has read what they could never see, or what does not exist. */
    RECEIPT_OUTSIDE,
    /** A delivery was given up, and there is no dead letter, nor was one discarded. */
    LETTER_MISSING,
    /** A dead letter's message does not exist, or was not given up for this recipient. */
    LETTER_UNFOUNDED,
    /** A message carries a file that does not exist. */
    MEDIA_MISSING,
    /** A message carries a file that does not know of it, and could be collected. */
    MEDIA_UNTIED,
    /** A file is kept for a message that does not carry it. */
    MEDIA_TIED_TO_NOTHING
  }
}
