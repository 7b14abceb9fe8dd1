package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Optional;

/** Tokens that are good once, for a new password. Their hashes are kept, not they. */
public interface PasswordResets {

  /** Keeps a token's hash; those that were made for the user before are void. */
  void add(String hash, UserId user, Instant expiresAt);

  /** Whom the token is for, while it is good. */
  Optional<UserId> find(String hash, Instant now);

  /** Uses the token up; of several who try, one gets it. */
  boolean take(String hash);

  /** Makes all tokens for the user void. */
  void removeAllOf(UserId user);
}
