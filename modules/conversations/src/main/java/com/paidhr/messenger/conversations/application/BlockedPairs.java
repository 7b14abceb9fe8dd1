package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.domain.AccessRule;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.PairSecret;
import com.paidhr.messenger.conversations.domain.PrivatePair;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Notes in private conversations who of their two users blocks the other. */
@ApplicationScoped
public class BlockedPairs {
  private static final int ATTEMPTS = 20;

  private final BlockStore blocks;
  private final ConversationStore conversations;
  private final PairSecret secret;

  @Inject
  BlockedPairs(BlockStore blocks, ConversationStore conversations, PairSecret secret) {
    this.blocks = blocks;
    this.conversations = conversations;
    this.secret = secret;
  }

  /**
   * Refuses where one of the two blocks the other.
   *
   * @throws DomainException with status 403
   */
  void requireNone(UserId user, UserId other) {
    requireNone(user, blocks.between(user, other));
  }

  private static void requireNone(UserId user, Set<UserId> blockers) {
    if (!blockers.isEmpty()) {
      throw DomainException.forbidden(AccessRule.blockRefusal(blockers, user));
    }
  }

  /**
   * The same for a conversation that was stored just now; it notes the blocks, too, since one that
   * came a moment before found nothing to be noted in.
   */
  void settle(UserId user, UserId other) {
    Set<UserId> blockers = blocks.between(user, other);
    if (!blockers.isEmpty()) {
      align(user, other);
      requireNone(user, blockers);
    }
  }

  /**
   * Makes the conversation of the two say what is stored of blocks, whoever changes them meanwhile:
   * what was written is compared with what is stored then.
   *
   * @return the ids that the conversation may have
   */
  List<ConversationId> align(UserId one, UserId other) {
    PrivatePair pair = PrivatePair.of(one, other);
    List<ConversationId> ids = List.of(pair.conversation(secret.key()), pair.formerConversation());
    Set<UserId> blockers = blocks.between(one, other);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      conversations.setBlockers(ids, blockers);
      Set<UserId> stored = blocks.between(one, other);
      if (stored.equals(blockers)) {
        return ids;
      }
      blockers = stored;
    }
    throw DomainException.unavailable(
        "The block is being changed all the time", Duration.ofSeconds(1), null);
  }
}
