package com.paidhr.messenger.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that somebody can administrate a fresh installation: the user {@code admin}. */
public interface FirstAdministrator {

  /**
   * Creates the user {@code admin} unless it exists. Several nodes may call this at a time. With an
   * external issuer nothing happens: its roles say who administrates.
   *
   * @param givenPassword the operator's choice; null to have one generated. It is not applied to an
   *     administrator who exists already.
   * @return the password, if it was generated just now: the only chance to learn it
   * @throws com.paidhr.messenger.shared.DomainException with status 422 when the given password
   *     breaks the rules for passwords
   */
  Optional<String> ensure(@Nullable String givenPassword);
}
