package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user shows beside the password: codes of an authenticator, or one of the recovery codes.
 *
 * @param secret what the codes are made from, in Base32
 * @param confirmedAt since when a sign-in needs a code; null until a code has shown that the user
 *     has the secret
 * @param lastStep the time step of the newest code that was taken; it and older ones are worth
 *     nothing
 * @param recoveryCodes hashes of those that are left
 */
public record SecondFactor(
    UserId user,
    String secret,
    @Nullable Instant confirmedAt,
    long lastStep,
    Set<String> recoveryCodes) {

  public SecondFactor {
    recoveryCodes = Set.copyOf(recoveryCodes);
  }

  /** Whether a sign-in needs a code. */
  public boolean isInForce() {
    return confirmedAt != null;
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "second factor of " + user;
  }
}
