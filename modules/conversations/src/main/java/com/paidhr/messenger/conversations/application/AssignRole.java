package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Change;
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

/** Owners appoint and demote. */
@ApplicationScoped
public class AssignRole {
  private final Changes changes;
  private final MemberStore members;
  private final Clock clock;

  @Inject
  AssignRole(Changes changes, MemberStore members, Clock clock) {
    this.changes = changes;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Gives a member another role.
   *
   * @throws DomainException with status 404 for one who is not a member, 403 for an actor who is
   *     not an owner, 409 for a private conversation and for demoting the last owner
   */
  public Member assign(UserId actor, ConversationId id, UserId user, MemberRole role) {
    changes.apply(
        id,
        settled -> {
          Actor.in(settled, actor, members.find(id, actor))
              .require(MemberRole.OWNER, "appoint and demote");
          Member member =
              members
                  .find(id, user)
                  .filter(Member::current)
                  .orElseThrow(() -> DomainException.notFound("member", user));
          if (member.role() == role) {
            return Optional.empty();
          }
          if (settled.isLastOwner(user)) {
            throw DomainException.conflict("The last owner must make another member owner first");
          }
          return Optional.of(
              settled.decide(
                  new Change(
                      settled.version() + 1,
                      Change.Kind.ROLE,
                      actor,
                      user,
                      role,
                      clock.instant(),
                      Map.of("previousRole", member.role().name()))));
        });
    return members
        .find(id, user)
        .filter(Member::current)
        .orElseThrow(() -> DomainException.notFound("member", user));
  }
}
