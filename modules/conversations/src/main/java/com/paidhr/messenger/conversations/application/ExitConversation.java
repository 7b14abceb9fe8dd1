package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Ends memberships: by leaving or by being kicked. */
@ApplicationScoped
public class ExitConversation {
  private final Changes changes;
  private final MemberStore members;
  private final Clock clock;

  @Inject
  ExitConversation(Changes changes, MemberStore members, Clock clock) {
    this.changes = changes;
    this.members = members;
    this.clock = clock;
  }

  /**
   * The actor leaves, or kicks another one. Admins kick members and admins, owners everybody.
   *
   * @throws DomainException with status 404 for one who is not a member, 403 for a role that does
   *     not suffice, 409 for a private conversation and for the last owner who wants to leave
   */
  public void remove(UserId actor, ConversationId id, UserId user) {
    boolean leaves = actor.equals(user);
    changes.apply(
        id,
        settled -> {
          Actor by = Actor.in(settled, actor, members.find(id, actor));
          if (!leaves) {
            by.require(MemberRole.ADMIN, "kick members");
          }
          Member member =
              members
                  .find(id, user)
                  .filter(Member::current)
                  .orElseThrow(() -> DomainException.notFound("member", user));
          if (!leaves && member.role() == MemberRole.OWNER) {
            by.require(MemberRole.OWNER, "kick owners");
          }
          if (leaves && settled.isLastOwner(user)) {
            throw DomainException.conflict("The last owner must make another member owner first");
          }
          return Optional.of(decided(settled, actor, user, leaves));
        });
  }

  private Conversation decided(Conversation settled, UserId actor, UserId user, boolean leaves) {
    return settled.decide(
        new Change(
            settled.version() + 1,
            leaves ? Change.Kind.LEAVE : Change.Kind.KICK,
            actor,
            user,
            null,
            clock.instant(),
            Map.of()));
  }
}
