package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens of users who must set up a second factor before they do anything else. They are good for
 * that and for signing out, and have no role but {@code user}.
 */
public final class SecondFactorSetup {
  /** The claim that is true in such tokens and absent in all others. */
  public static final String CLAIM = "messenger.setup";

  private SecondFactorSetup() {}

  /**
   * Refuses such a token.
   *
   * @throws DomainException with status 403
   */
  public static void requireDone(JsonWebToken token) {
    Object due = token.getClaim(CLAIM);
    if (Boolean.TRUE.equals(due)) {
      throw new DomainException(
          ProblemType.SECOND_FACTOR_SETUP_REQUIRED,
          "Set up a second factor first (/users/me/second-factor), then get a new token");
    }
  }
}
