package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The second factors of all users; each has one at most. */
public interface SecondFactors {

  /** Also one that is not in force yet. */
  Optional<SecondFactor> find(UserId user);

  /** Those of the users whose second factor is in force, in one look-up. */
  Set<UserId> inForce(Collection<UserId> users);

  /**
   * Keeps a secret that is not in force yet, in place of such a one before.
   *
   * @return false where another one is in force
   */
  boolean propose(UserId user, String secret);

  /**
   * Puts one in force whose secret was proved by the code of a time step. Of several who try, one
   * succeeds.
   *
   * @param recoveryCodes hashes
   */
  boolean confirm(SecondFactor seen, long step, Set<String> recoveryCodes, Instant now);

  /**
   * Takes the code of a time step. Of several who show it, one succeeds; none where it or a later
   * one was taken before.
   */
  boolean takeStep(SecondFactor seen, long step);

  /** Takes a recovery code by its hash. Of several who show it, one succeeds. */
  boolean takeRecoveryCode(SecondFactor seen, String hash);

  /**
   * Removes one that is in force.
   *
   * @return false where there is none
   */
  boolean remove(UserId user);
}
