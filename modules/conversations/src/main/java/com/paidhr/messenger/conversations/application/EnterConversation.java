package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes users members: by their own wish, by an invite link or by an admin. */
@ApplicationScoped
public class EnterConversation {
  private final Changes changes;
  private final MemberStore members;
  private final UserDirectory users;
  private final AddRules adds;
  private final ConversationSettings settings;
  private final Clock clock;

  /**
   * What came of it.
   *
   * @param isNew false for one who was a member before
   */
  public record Entered(Member member, boolean isNew) {}

  @Inject
  EnterConversation(
      Changes changes,
      MemberStore members,
      UserDirectory users,
      AddRules adds,
      ConversationSettings settings,
      Clock clock) {
    this.changes = changes;
    this.members = members;
    this.users = users;
    this.adds = adds;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The user joins a channel or an open group.
   *
   * @throws DomainException with status 404 for a group that needs an invitation, 409 for a private
   *     conversation, an archived or a full one
   */
  public Entered join(UserId user, ConversationId id) {
    return enter(
        id,
        user,
        conversation -> {
          Optional<Member> present = present(id, user);
          if (present.isEmpty() && conversation.joinPolicy() == JoinPolicy.INVITE) {
            Actor.in(conversation, user, present);
          }
          return joining(conversation, user, present);
        });
  }

  /** The user joins by an invite link, whatever the group's policy. */
  Entered joinInvited(UserId user, ConversationId id) {
    return enter(id, user, conversation -> joining(conversation, user, present(id, user)));
  }

  /**
   * An admin adds a user; only an owner may add one as OWNER or ADMIN.
   *
   * @throws DomainException with status 404, 403 (also where the user does not want it), 409 for an
   *     archived or a full conversation or one who is a member in another role, 422 for an unknown
   *     user
   */
  public Entered add(UserId actor, ConversationId id, UserId user, MemberRole role) {
    return enter(
        id,
        user,
        conversation -> {
          Actor by = Actor.in(conversation, actor, members.find(id, actor));
          by.require(MemberRole.ADMIN, "add members");
          if (role != MemberRole.MEMBER) {
            by.require(MemberRole.OWNER, "appoint admins and owners");
          }
          Optional<Member> present = present(id, user);
          if (present.isPresent() && present.get().role() != role) {
            throw DomainException.conflict("The user is a member already, in another role");
          }
          if (users.find(user).filter(UserSummary::active).isEmpty()) {
            throw DomainException.invalid(
                "/userId", "userId is not an active user of this organization");
          }
          if (present.isEmpty() && !adds.refusing(actor, List.of(user)).isEmpty()) {
            throw DomainException.withViolations(
                ProblemType.FORBIDDEN,
                List.of(new Violation("/userId", "The user does not let you add them")));
          }
          return decided(conversation, Change.Kind.ADD, actor, user, role, present);
        });
  }

  private Optional<Member> present(ConversationId id, UserId user) {
    return members.find(id, user).filter(Member::current);
  }

  private Entered enter(ConversationId id, UserId user, Changes.Decision entry) {
    Changes.Outcome outcome = changes.apply(id, entry);
    Member member =
        members.find(id, user).orElseThrow(() -> DomainException.notFound("member", user));
    return new Entered(member, outcome.changed());
  }

  private Optional<Conversation> joining(
      Conversation conversation, UserId user, Optional<Member> present) {
    if (conversation.type() == ConversationType.PRIVATE) {
      Actor.in(conversation, user, present);
    }
    return decided(conversation, Change.Kind.JOIN, user, user, MemberRole.MEMBER, present);
  }

  private Optional<Conversation> decided(
      Conversation conversation,
      Change.Kind kind,
      UserId actor,
      UserId user,
      MemberRole role,
      Optional<Member> present) {
    if (present.isPresent()) {
      return Optional.empty();
    }
    if (conversation.archived()) {
      throw DomainException.conflict("The conversation is archived");
    }
    long max =
        conversation.type() == ConversationType.GROUP
            ? settings.maxGroupMembers()
            : settings.maxChannelMembers();
    if (conversation.members() >= max) {
      throw DomainException.conflict("The conversation has its " + max + " members already");
    }
    return Optional.of(
        conversation.decide(
            new Change(
                conversation.version() + 1, kind, actor, user, role, clock.instant(), Map.of())));
  }
}
