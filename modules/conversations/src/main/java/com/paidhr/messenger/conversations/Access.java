package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user may do in one conversation, as it stood when it was asked for.
 *
 * @param type the kind of conversation
 * @param visibility what the user sees; never empty
 * @param role the user's role, or null for one who reads a channel without being a member
 * @param epoch grows with every join, leave, kick and change of role of this user here; 0 for one
 *     who never was a member. A decision taken under another epoch is void
 * @param receipts how much members learn about who read what
 * @param archived whether the conversation is read-only
 * @param silencedUntil until when the user may not write, or null where they are not silenced
 * @param writeRefusal why the user may not write, in words for the client, or null when they may
 */
public record Access(
    ConversationType type,
    Visibility visibility,
    @Nullable MemberRole role,
    long epoch,
    ReceiptsMode receipts,
    boolean archived,
    @Nullable Instant silencedUntil,
    @Nullable String writeRefusal) {

  /** The conversation. */
  public ConversationId conversation() {
    return visibility.conversation();
  }

  /** The user. */
  public UserId user() {
    return visibility.user();
  }

  /** Whether the user is a member now. */
  public boolean isMember() {
    return role != null;
  }

  /** Whether the user has at least this role. */
  public boolean has(MemberRole wanted) {
    return role != null && role.includes(wanted);
  }

  /** Whether the user may write messages. */
  public boolean mayWrite() {
    return writeRefusal == null;
  }

  /**
   * Refuses a member who is silenced, or of whose private conversation one blocks the other: they
   * leave no other marks either. One who may not write for another reason may.
   */
  public void requireHeard() {
    if (silencedUntil != null || type == ConversationType.PRIVATE) {
      requireWrite();
    }
  }

  /**
   * Refuses one who may not write: members of an archived conversation by 409, others by 403, those
   * who are silenced with the time until when.
   */
  public void requireWrite() {
    if (writeRefusal == null) {
      return;
    }
    if (archived && isMember()) {
      throw DomainException.conflict(writeRefusal);
    }
    throw silencedUntil == null
        ? DomainException.forbidden(writeRefusal)
        : DomainException.silenced(writeRefusal, silencedUntil);
  }
}
