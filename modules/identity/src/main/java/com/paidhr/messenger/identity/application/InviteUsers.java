package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.identity.domain.InvitationToken;
import com.paidhr.messenger.identity.domain.Invitations;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.text.NormalText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invitations by which people make accounts of their own: made, listed and revoked. */
@ApplicationScoped
public class InviteUsers {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_USES = 10_000;
  private static final int LONGEST_NOTE = 200;
  private static final int MOST = 1_000;
  private static final Set<String> ROLES =
      User.ROLES.stream()
          .filter(role -> !role.equals(User.ROLE_ADMIN))
          .collect(Collectors.toUnmodifiableSet());

  private final Invitations invitations;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  /**
   * What an invitation is to be.
   *
   * @param role {@code user} where it is null
   * @param expiresAt in a week where it is null
   * @param maxUses 1 where it is null
   */
  public record Wish(
      @Nullable String role,
      @Nullable Instant expiresAt,
      @Nullable Integer maxUses,
      @Nullable String note) {}

  /** An invitation and its token, which nobody can see again. */
  public record Made(Invitation invitation, InvitationToken token) {}

  @Inject
  InviteUsers(Invitations invitations, AuditLog audit, IdGenerator ids, Clock clock) {
    this.invitations = invitations;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes one, and forgets those that have expired.
   *
   * @throws DomainException with status 422 that names every wrong field, 409 while there are 1,000
   */
  public Made make(UserId actor, Wish wish) {
    Instant now = clock.instant();
    String role = Objects.requireNonNullElse(wish.role(), User.ROLE_USER);
    Instant end = Objects.requireNonNullElse(wish.expiresAt(), now.plus(USUAL));
    int uses = Objects.requireNonNullElse(wish.maxUses(), 1);
    String note = wish.note() == null ? null : Names.tidy(wish.note());
    new Violations()
        .check(ROLES.contains(role), "/role", "One of " + String.join(", ", new TreeSet<>(ROLES)))
        .check(
            end.isAfter(now) && !end.isAfter(now.plus(LONGEST)),
            "/expiresAt",
            "A time within the next " + LONGEST.toDays() + " days")
        .check(uses >= 1 && uses <= MOST_USES, "/maxUses", "A number from 1 to " + MOST_USES)
        .check(
            note == null || isReadable(note),
            "/note",
            "At most " + LONGEST_NOTE + " characters, none of them a control")
        .throwIfAny();
    InvitationToken token = InvitationToken.of(ids.next());
    Invitation invitation =
        new Invitation(token.id(), token.hash(), actor, now, end, role, note, uses, uses);
    invitations.removeExpired(now);
    invitations.add(invitation);
    requireRoom(invitation);
    audit.note(
        entry(actor, "invitation.created", invitation)
            .with(Map.of("expiresAt", end.toString(), "maxUses", Integer.toString(uses))));
    return new Made(invitation, token);
  }

  private static boolean isReadable(String note) {
    return note.length() <= LONGEST_NOTE && note.codePoints().noneMatch(NormalText::disturbsNames);
  }

  /** Counted behind the insert, so of those that are made at once none is one too many. */
  private void requireRoom(Invitation invitation) {
    if (invitations.count() > MOST) {
      invitations.remove(invitation.id());
      throw DomainException.conflict("There are " + MOST + " invitations; revoke one first");
    }
  }

  /** The newest first, spent ones among them, and expired ones until the next is made. */
  public List<Invitation> page(@Nullable String before, int limit) {
    return invitations.page(before, limit);
  }

  /**
   * Makes an invitation useless at once. Who came by it stays.
   *
   * @throws DomainException with status 404 when there is none
   */
  public void revoke(UserId actor, String id) {
    Invitation invitation =
        invitations.find(id).orElseThrow(() -> DomainException.notFound("invitation", id));
    if (invitations.remove(id)) {
      audit.note(entry(actor, "invitation.revoked", invitation));
    }
  }

  static AuditEntry entry(UserId actor, String action, Invitation invitation) {
    return AuditEntry.of(actor, action)
        .with(Map.of("invitationId", invitation.id(), "role", invitation.role()));
  }
}
