package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Asks users for their password before what a stolen token must not do. */
@ApplicationScoped
public class ConfirmPassword {
  private final PasswordHasher hasher;
  private final LoginLimits limits;

  @Inject
  ConfirmPassword(PasswordHasher hasher, LoginLimits limits) {
    this.hasher = hasher;
    this.limits = limits;
  }

  /**
   * Passes where this is the user's password.
   *
   * @param address where the request comes from, for the limit on guesses
   * @throws DomainException with status 422 where it is not, 429 after too many wrong ones
   */
  public void require(User user, @Nullable String current, String address) {
    if (current == null) {
      throw DomainException.invalid("/currentPassword", "This field is required");
    }
    limits.countAttempt(user.username(), address);
    if (!hasher.matches(user.username(), current, user.passwordHash())) {
      throw DomainException.invalid("/currentPassword", "This is not the current password");
    }
    limits.succeeded(user.username(), address);
  }
}
