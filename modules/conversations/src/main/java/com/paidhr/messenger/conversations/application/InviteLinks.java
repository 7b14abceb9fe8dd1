package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.AuditNotes;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.conversations.domain.InviteToken;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invite links of groups: made, listed and revoked by admins. */
@ApplicationScoped
public class InviteLinks {
  private static final Duration STANDARD_LIFE = Duration.ofDays(7);
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);
  private static final int STANDARD_USES = 100;
  private static final int MOST_USES = 10_000;

  private final ConversationStore conversations;
  private final MemberLookup lookup;
  private final InviteStore invites;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final ConversationSettings settings;
  private final Clock clock;

  /** A new link with its token, which nobody can see again. */
  public record Issued(Invite invite, InviteToken token) {}

  @Inject
  InviteLinks(
      ConversationStore conversations,
      MemberLookup lookup,
      InviteStore invites,
      AuditLog audit,
      IdGenerator ids,
      ConversationSettings settings,
      Clock clock) {
    this.conversations = conversations;
    this.lookup = lookup;
    this.invites = invites;
    this.audit = audit;
    this.ids = ids;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes a link.
   *
   * @param expiresAt at most a year from now; a week from now when null
   * @param maxUses 1 to 10,000; 100 when null
   * @throws DomainException with status 404, 403 for less than an admin, 409 for a channel, a
   *     private or an archived conversation or too many links, 422 for wrong limits
   */
  public Issued create(
      UserId actor, ConversationId id, @Nullable Instant expiresAt, @Nullable Integer maxUses) {
    Conversation group = administrated(actor, id);
    Instant now = clock.instant();
    Instant expiry = Objects.requireNonNullElse(expiresAt, now.plus(STANDARD_LIFE));
    int uses = Objects.requireNonNullElse(maxUses, STANDARD_USES);
    new Violations()
        .check(
            expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST_LIFE)),
            "/expiresAt",
            "expiresAt is a time within the next 365 days")
        .check(
            uses >= 1 && uses <= MOST_USES,
            "/maxUses",
            "maxUses is a number from 1 to " + MOST_USES)
        .throwIfAny();
    if (group.archived()) {
      throw DomainException.conflict("The conversation is archived");
    }
    InviteToken token = InviteToken.issue(ids.next());
    Invite invite =
        new Invite(token.inviteId(), id, token.secretHash(), actor, now, expiry, uses, uses);
    if (!invites.add(invite, settings.maxInvites(), now)) {
      throw DomainException.conflict(
          "The group has " + settings.maxInvites() + " invite links; revoke one first");
    }
    audit.note(AuditNotes.of(invite, "invite.created", actor, now));
    return new Issued(invite, token);
  }

  /**
   * The links by which users can still join, the oldest first.
   *
   * @throws DomainException with status 404, 403 for less than an admin, 409 for a channel or a
   *     private conversation
   */
  public List<Invite> list(UserId actor, ConversationId id) {
    administrated(actor, id);
    Instant now = clock.instant();
    return invites.of(id).stream().filter(invite -> invite.isValid(now)).toList();
  }

  /**
   * Makes a link useless at once.
   *
   * @throws DomainException with status 404 for no such link too, 403 for less than an admin, 409
   *     for a channel or a private conversation
   */
  public void revoke(UserId actor, ConversationId id, String inviteId) {
    administrated(actor, id);
    Invite invite =
        invites
            .find(inviteId)
            .filter(found -> found.conversation().equals(id))
            .orElseThrow(() -> DomainException.notFound("invite", inviteId));
    if (invites.revoke(id, inviteId)) {
      audit.note(AuditNotes.of(invite, "invite.revoked", actor, clock.instant()));
    }
  }

  private Conversation administrated(UserId actor, ConversationId id) {
    Conversation conversation = conversations.find(id).orElseThrow(() -> lookup.unknown(id, actor));
    Actor.in(conversation, actor, lookup.find(conversation, actor))
        .require(MemberRole.ADMIN, "manage invite links");
    if (conversation.type() == ConversationType.CHANNEL) {
      throw DomainException.conflict("A channel needs no invite links: every user may join");
    }
    return conversation;
  }
}
