package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/** Removes what is stored of users who are erased. */
public interface ErasedUsers {

  /** Gives the user these names and no others, and nothing else that is theirs; once. */
  void rename(UserId user, String username, String displayName, Instant now);

  /** Whether the user was given another name. */
  boolean has(UserId user);

  /** Removes everything that they could sign in or be recognized by, ended sessions included. */
  void removeCredentials(UserId user);
}
