package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Hides what only exists while we issue the tokens ourselves. */
@ApplicationScoped
class BuiltInIssuer {
  private final boolean external;

  @Inject
  BuiltInIssuer(IdentitySettings settings) {
    external = settings.externalIssuer().isPresent();
  }

  /** Answers 404 when an external issuer is set. */
  void require() {
    if (external) {
      throw new DomainException(
          ProblemType.NOT_FOUND, "Tokens come from an external issuer, not from here");
    }
  }
}
