package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Registration;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may register without being an administrator and without an invitation. */
@ApplicationScoped
public class RegistrationRules {
  private final boolean open;
  private final Set<String> domains;

  @Inject
  RegistrationRules(IdentitySettings settings) {
    this.open = settings.registration() == Registration.OPEN;
    this.domains = settings.registrationDomains();
  }

  /** Whether nobody may, whatever their email. */
  public boolean isClosed() {
    return !open && domains.isEmpty();
  }

  /**
   * Refuses an email of a domain that may not, where only some may.
   *
   * @throws DomainException with status 422 that names {@code /email}
   */
  public void check(@Nullable String email) {
    if (!domains.isEmpty()
        && email != null
        && !domains.contains(Names.key(email.substring(email.lastIndexOf('@') + 1)))) {
      throw DomainException.invalid(
          "/email", "Without an invitation only emails of certain domains may register");
    }
  }
}
