package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation without its members.
 *
 * @param name null for a private conversation
 * @param topic null when there is none
 * @param retentionDays after how many days its messages are removed; 0 for no policy of its own
 * @param owners owners of a group or channel, the longest-serving first; never empty there
 * @param pair the users of a private conversation, in the order of their ids, only one of a note to
 *     self; else empty
 * @param blockers who of the pair blocks the other; else empty
 * @param members how many members it has
 * @param version number of its last change
 * @param change the last change while it is not finished, else null
 */
public record Conversation(
    ConversationId id,
    ConversationType type,
    @Nullable String name,
    @Nullable String topic,
    JoinPolicy joinPolicy,
    PostPolicy postPolicy,
    ReceiptsMode receipts,
    int retentionDays,
    Instant createdAt,
    UserId creator,
    List<UserId> owners,
    List<UserId> pair,
    Set<UserId> blockers,
    boolean archived,
    long members,
    long version,
    @Nullable Change change) {

  /** Keeps its own copies of the lists. */
  public Conversation {
    owners = List.copyOf(owners);
    pair = List.copyOf(pair);
    blockers = Set.copyOf(blockers);
  }

  /** The same with the change decided: owners and the count of members follow it at once. */
  public Conversation decide(Change decided) {
    UserId target = decided.target();
    List<UserId> next = new ArrayList<>(owners);
    long count = members;
    if (target != null) {
      count += decided.kind().enters() ? 1 : decided.kind().exits() ? -1 : 0;
      if (decided.role() != MemberRole.OWNER) {
        next.remove(target);
      } else if (!next.contains(target)) {
        next.add(target);
      }
    }
    boolean nowArchived =
        switch (decided.kind()) {
          case ARCHIVE -> true;
          case RESTORE -> false;
          default -> archived;
        };
    return new Conversation(
        id,
        type,
        name,
        topic,
        joinPolicy,
        postPolicy,
        receipts,
        retentionDays,
        createdAt,
        creator,
        next,
        pair,
        blockers,
        nowArchived,
        count,
        decided.number(),
        decided);
  }

  /** The same with other name, topic and settings. */
  public Conversation edited(
      @Nullable String newName,
      @Nullable String newTopic,
      JoinPolicy join,
      PostPolicy post,
      ReceiptsMode newReceipts,
      int newRetentionDays) {
    return new Conversation(
        id,
        type,
        newName,
        newTopic,
        join,
        post,
        newReceipts,
        newRetentionDays,
        createdAt,
        creator,
        owners,
        pair,
        blockers,
        archived,
        members,
        version,
        change);
  }

  /** The same with other blockers. */
  public Conversation blockedBy(Set<UserId> others) {
    return with(others, change);
  }

  /** The same with its change finished. */
  public Conversation settled() {
    return with(blockers, null);
  }

  private Conversation with(Set<UserId> newBlockers, @Nullable Change newChange) {
    return new Conversation(
        id,
        type,
        name,
        topic,
        joinPolicy,
        postPolicy,
        receipts,
        retentionDays,
        createdAt,
        creator,
        owners,
        pair,
        newBlockers,
        archived,
        members,
        version,
        newChange);
  }

  /** Whether the user is the only owner. */
  public boolean isLastOwner(UserId user) {
    return owners.size() == 1 && owners.contains(user);
  }
}
