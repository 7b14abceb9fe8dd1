package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.identity.domain.InvitationToken;
import com.paidhr.messenger.identity.domain.Invitations;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates a user who shows an invitation. The order is: the invitation, so that without a good one
 * nothing is learned of names; the fields and the password, so that wrong ones cost no use; one
 * use; the user. Where name or email turn out to be taken the use is given back. So an invitation
 * never makes more users than its limit, and a crash after a use was taken costs that use.
 */
@ApplicationScoped
public class AcceptInvitation {
  private final Invitations invitations;
  private final Users users;
  private final RegisterUser registerUser;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  AcceptInvitation(
      Invitations invitations,
      Users users,
      RegisterUser registerUser,
      AuditLog audit,
      Clock clock) {
    this.invitations = invitations;
    this.users = users;
    this.registerUser = registerUser;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Stores the user with the invitation's role.
   *
   * @param actor who asks for it, as in {@link RegisterUser}
   * @throws DomainException with status 422 for wrong fields and for an invitation that is unknown,
   *     revoked, expired or spent, all with the same words; 409 when username or email are taken
   */
  public User register(NewUser wanted, String token, @Nullable UserId actor) {
    Invitation invitation = opened(token);
    User user = registerUser.prepare(wanted.withRoles(Set.of(invitation.role())), actor);
    if (!invitations.use(invitation.id(), clock.instant())) {
      throw refused();
    }
    try {
      registerUser.store(user, actor);
    } catch (NameTakenException e) {
      invitations.giveBack(invitation.id());
      throw e;
    }
    audit.note(InviteUsers.entry(user.id(), "invitation.used", invitation).to(user.id()));
    return user;
  }

  private Invitation opened(String token) {
    return InvitationToken.parse(token)
        .flatMap(shown -> invitations.find(shown.id()).filter(shown::opens))
        .filter(invitation -> invitation.isGood(clock.instant()))
        .filter(this::isVouchedFor)
        .orElseThrow(AcceptInvitation::refused);
  }

  /** Who is not trusted any more leaves no door open. */
  private boolean isVouchedFor(Invitation invitation) {
    return users
        .find(invitation.creator())
        .filter(creator -> creator.isAdmin() && creator.isActive())
        .isPresent();
  }

  private static DomainException refused() {
    return DomainException.invalid("/invitation", "The invitation is not good, or not any more");
  }
}
