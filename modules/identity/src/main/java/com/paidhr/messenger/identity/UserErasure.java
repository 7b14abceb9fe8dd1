package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.UserId;

/** Takes away what says who a user is. Their id stays, since what they wrote names it. */
public interface UserErasure {

  /**
   * Deactivates the user, takes their roles and ends their sessions, everywhere within a second.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 404 for no such user, 409 for
   *     the last administrator
   */
  void deactivate(UserId actor, UserId user);

  /**
   * Replaces username and display name by neutral ones, removes email, password, settings, second
   * factor, sessions and all kinds of tokens, and fires {@link UserErased}. May be repeated.
   */
  void erase(UserId user);
}
