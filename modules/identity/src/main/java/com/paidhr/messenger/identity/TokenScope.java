package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.DomainException;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a personal access token may do. A token of a sign-in has no scopes and may do all that its
 * user may. No scope changes the account itself: sessions, password, profile.
 */
public enum TokenScope {
  /** What only reads, streams among it. */
  READ,
  /** What writes: messages, files, conversations. */
  WRITE,
  /** What needs a role, such as {@code /admin}; without it the user has the role {@code user}. */
  ADMIN;

  /** The claim that lists the scopes by name, as a set; no external issuer uses it. */
  public static final String CLAIM = "messenger.scopes";

  /** Whether the token has scopes, so it belongs to a script. */
  public static boolean limits(JsonWebToken token) {
    return token.getClaim(CLAIM) != null;
  }

  /** Whether a token may do this. */
  public boolean isIn(JsonWebToken token) {
    Object scopes = token.getClaim(CLAIM);
    return scopes == null || (scopes instanceof Set<?> all && all.contains(name()));
  }

  /**
   * Refuses a token that may not do this.
   *
   * @throws DomainException with status 403
   */
  public void require(JsonWebToken token) {
    if (!isIn(token)) {
      throw DomainException.forbidden("The access token lacks the scope " + name());
    }
  }
}
