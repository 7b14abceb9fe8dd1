package com.paidhr.messenger.identity.domain;

import java.time.Instant;

/** Which logout tokens were used, so that none is used again. */
public interface LogoutTokenNames {

  /**
   * Takes a name for one use, and forgets those whose time is over.
   *
   * @param until when it may be forgotten
   * @return whether nobody took it before
   */
  boolean take(String name, Instant now, Instant until);

  /** Lets a name be taken again, as nothing came of its use. */
  void giveBack(String name);
}
