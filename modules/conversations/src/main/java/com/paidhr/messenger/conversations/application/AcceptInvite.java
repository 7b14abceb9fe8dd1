package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.InviteToken;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Lets users join by a link. A use is taken before the join and given back when no join comes of
 * it; so a link never admits more than its limit, and a crash in between costs at most that use.
 */
@ApplicationScoped
public class AcceptInvite {
  private final InviteStore invites;
  private final MemberStore members;
  private final EnterConversation enter;
  private final Clock clock;

  @Inject
  AcceptInvite(InviteStore invites, MemberStore members, EnterConversation enter, Clock clock) {
    this.invites = invites;
    this.members = members;
    this.enter = enter;
    this.clock = clock;
  }

  /**
   * The user joins the link's group, or is a member already.
   *
   * @throws DomainException with status 404 for a token that opens nothing, 409 for a link that is
   *     expired or used up and for a full or archived group
   */
  public EnterConversation.Entered accept(UserId user, String token) {
    Invite invite =
        InviteToken.parse(token)
            .flatMap(shown -> invites.find(shown.inviteId()).filter(shown::opens))
            .orElseThrow(() -> new DomainException(ProblemType.NOT_FOUND, "No such invite"));
    if (isMember(invite, user)) {
      return enter.joinInvited(user, invite.conversation());
    }
    if (!invites.use(invite.id(), clock.instant())) {
      throw DomainException.conflict("The invite has expired or is used up");
    }
    return enterWithUse(user, invite);
  }

  private boolean isMember(Invite invite, UserId user) {
    return members.find(invite.conversation(), user).filter(Member::current).isPresent();
  }

  private EnterConversation.Entered enterWithUse(UserId user, Invite invite) {
    boolean joined = false;
    try {
      EnterConversation.Entered entered = enter.joinInvited(user, invite.conversation());
      joined = entered.isNew();
      return entered;
    } finally {
      if (!joined) {
        invites.giveBack(invite.id());
      }
    }
  }
}
