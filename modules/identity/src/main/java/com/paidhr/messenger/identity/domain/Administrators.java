package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;

/**
 * Sees to it that somebody administrates, whatever is asked for at the same time. It is one
 * document: taking the right from somebody succeeds only while somebody else has it.
 */
public interface Administrators {

  /** Notes one who has become an administrator; after the user is stored as such. */
  void add(UserId user);

  /** What came of taking the right from somebody. */
  enum Taking {
    /**
     * It is taken; whoever took it stores the user without it, or gives it back by {@link #add}.
     */
    TAKEN,
    /** Nobody else has it. */
    LAST,
    /** Somebody else is taking it from the same user. */
    BUSY
  }

  /** Takes the right to administrate from a user; before the user is stored without it. */
  Taking take(UserId user);
}
