package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps who blocks whom. A read sees every write that was acknowledged before it. */
public interface BlockStore {

  /** Stores it; false, and nothing changes, when it is there already. */
  boolean add(Block block);

  /** Removes it; false when there is none. */
  boolean remove(UserId blocker, UserId blocked);

  /** How many the user blocks. */
  long count(UserId blocker);

  /** Whom the user blocks, by user id. */
  List<Block> page(UserId blocker, @Nullable UserId after, int limit);

  /** Those of the users who block this one, in one look-up. */
  Set<UserId> blockersOf(UserId blocked, Collection<UserId> users);

  /** Who of the two blocks the other, in one look-up. */
  Set<UserId> between(UserId one, UserId other);
}
