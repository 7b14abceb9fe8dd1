package com.paidhr.messenger.identity;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.identity.config.IdentitySettings.Hashing;
import com.paidhr.messenger.identity.config.IdentitySettings.Limits;
import com.paidhr.messenger.identity.config.IdentitySettings.Registration;
import com.paidhr.messenger.identity.config.IdentitySettings.Scim;
import com.paidhr.messenger.identity.config.IdentitySettings.SecondFactorPolicy;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that tests share. */
public final class Fixtures {
  private Fixtures() {}

  /** Access tokens of 15 minutes, keys of 30 days with 5 minutes' notice. */
  public static IdentitySettings settings() {
    return settings(null);
  }

  public static IdentitySettings settings(@Nullable ExternalIssuer external) {
    return settings(external, Set.of());
  }

  public static IdentitySettings settings(@Nullable ExternalIssuer external, Set<String> domains) {
    return new IdentitySettings(
        Registration.OPEN,
        domains,
        new Hashing(7_168, 1, 1),
        new Tokens(
            "messenger",
            "messenger",
            Duration.ofMinutes(15),
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofMinutes(5)),
        new Limits(10, 100, Duration.ofMinutes(5)),
        SecondFactorPolicy.OPTIONAL,
        Optional.ofNullable(external),
        new Scim(List.of()));
  }
}
