package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Lets users go. It is what an administrator does with a user, done by the user: messages stay, and
 * only an administrator takes it back.
 */
@ApplicationScoped
public class DeactivateOneself {
  private final Users users;
  private final ConfirmPassword confirm;
  private final AdministerUsers administer;

  @Inject
  DeactivateOneself(Users users, ConfirmPassword confirm, AdministerUsers administer) {
    this.users = users;
    this.confirm = confirm;
    this.administer = administer;
  }

  /**
   * Deactivates the user and ends all sessions.
   *
   * @throws DomainException with status 422 or 429 as {@link ConfirmPassword}, 409 for the last
   *     administrator
   */
  public void deactivate(UserId id, @Nullable String password, String address) {
    User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
    confirm.require(user, password, address);
    administer.change(id, id, null, false);
  }
}
