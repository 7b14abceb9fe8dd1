package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.WritersChanged;
import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Lets users block each other. The block is stored first and then noted in the private conversation
 * of the two, if there is one, where each question of who may write looks; repeating either request
 * completes one that broke off in between.
 */
@ApplicationScoped
public class BlockUsers {
  private static final int MOST = 1_000;

  private final BlockStore blocks;
  private final BlockedPairs pairs;
  private final UserDirectory users;
  private final AuditLog audit;
  private final Clock clock;
  private final Event<WritersChanged> changed;

  @Inject
  BlockUsers(
      BlockStore blocks,
      BlockedPairs pairs,
      UserDirectory users,
      AuditLog audit,
      Clock clock,
      Event<WritersChanged> changed) {
    this.blocks = blocks;
    this.pairs = pairs;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Blocks a user; one who is blocked already stays so.
   *
   * @throws DomainException with status 404 for no such user, 409 for oneself and for more than
   *     1,000
   */
  public void block(UserId blocker, UserId user) {
    if (blocker.equals(user)) {
      throw DomainException.conflict("Nobody blocks themselves");
    }
    if (users.find(user).isEmpty()) {
      throw DomainException.notFound("user", user);
    }
    boolean isNew = blocks.add(new Block(blocker, user, clock.instant()));
    if (isNew && blocks.count(blocker) > MOST) { // behind the insert, so none is one too many
      blocks.remove(blocker, user);
      throw DomainException.conflict("A user blocks at most " + MOST + " others");
    }
    align(blocker, user);
    if (isNew) {
      audit.note(AuditEntry.of(blocker, "user.blocked").to(user));
    }
  }

  /** Takes the block back; where there is none nothing changes. */
  public void unblock(UserId blocker, UserId user) {
    boolean was = blocks.remove(blocker, user);
    align(blocker, user);
    if (was) {
      audit.note(AuditEntry.of(blocker, "user.unblocked").to(user));
    }
  }

  /** Whom the user blocks, in the order of their ids. */
  public Page<Block> page(UserId blocker, PageRequest page) {
    UserId after = page.after(UserId::new).orElse(null);
    return Page.ofSurplus(
        blocks.page(blocker, after, page.limit() + 1),
        page.limit(),
        last -> PageRequest.encode(last.blocked().value()));
  }

  private void align(UserId blocker, UserId user) {
    pairs
        .align(blocker, user)
        .forEach(conversation -> changed.fire(new WritersChanged(clock.instant(), conversation)));
  }
}
