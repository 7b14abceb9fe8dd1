package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.FirstAdministrator;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates the user {@code admin} once. */
@ApplicationScoped
class EnsureAdministrator implements FirstAdministrator {
  private static final String USERNAME = "admin";
  private static final String EMAIL = "admin@messenger.invalid";
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private final Users users;
  private final RegisterUser registerUser;
  private final IdentitySettings settings;

  @Inject
  EnsureAdministrator(Users users, RegisterUser registerUser, IdentitySettings settings) {
    this.settings = settings;
    this.users = users;
    this.registerUser = registerUser;
  }

  @Override
  public Optional<String> ensure(@Nullable String givenPassword) {
    if (settings.externalIssuer().isPresent() || users.findByUsername(USERNAME).isPresent()) {
      return Optional.empty();
    }
    String password = givenPassword == null ? generate() : givenPassword;
    try {
      registerUser.register(
          new RegisterUser.NewUser(
              USERNAME, EMAIL, "Administrator", password, Set.of(User.ROLE_ADMIN)));
    } catch (NameTakenException anotherNodeWasFirst) {
      return Optional.empty();
    }
    return givenPassword == null ? Optional.of(password) : Optional.empty();
  }

  /** 100 bits, from letters that are not mistaken for one another. */
  private static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
