package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members from writing for a time. Admins silence members and admins, owners everybody, and
 * so do moderators of the organization, who need not be members. Each is a change of the
 * conversation like a kick, so nothing of the silenced one can stand behind it in the log.
 */
@ApplicationScoped
public class SilenceMember {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Changes changes;
  private final MemberStore members;
  private final Clock clock;

  /**
   * Who asks for it.
   *
   * @param moderates whether they moderate the organization
   */
  public record Asking(UserId user, boolean moderates) {}

  @Inject
  SilenceMember(Changes changes, MemberStore members, Clock clock) {
    this.changes = changes;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Silences a member until then, instead of until another time if they are silenced already.
   *
   * @throws DomainException with status 404 for one who is not a member, 403 for a role that does
   *     not suffice, 409 for a private conversation and for oneself, 422 for a time that is not
   *     within the next 366 days
   */
  public void silence(Asking actor, ConversationId id, UserId user, @Nullable Instant until) {
    Instant now = clock.instant();
    if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw DomainException.invalid(
          "/until", "A time within the next " + LONGEST.toDays() + " days");
    }
    Instant end = until.truncatedTo(ChronoUnit.MILLIS);
    changes.apply(
        id,
        settled -> {
          Member member = target(settled, actor, user);
          return end.equals(member.silencedUntil())
              ? Optional.empty()
              : Optional.of(
                  decided(
                      settled,
                      Change.Kind.SILENCE,
                      actor,
                      member,
                      Map.of(Change.UNTIL, end.toString())));
        });
  }

  /**
   * Lets a member write again; one who may already does so.
   *
   * @throws DomainException as for silencing
   */
  public void lift(Asking actor, ConversationId id, UserId user) {
    changes.apply(
        id,
        settled -> {
          Member member = target(settled, actor, user);
          return member.isSilenced(clock.instant())
              ? Optional.of(decided(settled, Change.Kind.UNSILENCE, actor, member, Map.of()))
              : Optional.empty();
        });
  }

  private Member target(Conversation settled, Asking actor, UserId user) {
    boolean moderates = actor.moderates() && settled.type() != ConversationType.PRIVATE;
    Actor by =
        moderates
            ? new Actor(actor.user(), MemberRole.OWNER)
            : Actor.in(settled, actor.user(), members.find(settled.id(), actor.user()));
    by.require(MemberRole.ADMIN, "silence members");
    Member member =
        members
            .find(settled.id(), user)
            .filter(Member::current)
            .orElseThrow(() -> DomainException.notFound("member", user));
    if (user.equals(actor.user())) {
      throw DomainException.conflict("Nobody decides on their own silence");
    }
    if (member.role() == MemberRole.OWNER) {
      by.require(MemberRole.OWNER, "silence owners");
    }
    return member;
  }

  private Conversation decided(
      Conversation settled,
      Change.Kind kind,
      Asking actor,
      Member member,
      Map<String, String> facts) {
    return settled.decide(
        new Change(
            settled.version() + 1,
            kind,
            actor.user(),
            member.user(),
            member.role(),
            clock.instant(),
            facts));
  }
}
