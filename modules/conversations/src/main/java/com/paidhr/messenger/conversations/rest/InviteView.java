package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.application.InviteLinks;
import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An invite link.
 *
 * @param token what {@code POST /invites/{token}} takes; shown only in the answer that makes it
 */
@Schema(name = "Invite")
public record InviteView(
    String id,
    ConversationId conversationId,
    @Nullable String token,
    UserId createdBy,
    Instant createdAt,
    Instant expiresAt,
    int maxUses,
    int uses) {

  static InviteView of(Invite invite) {
    return of(invite, null);
  }

  static InviteView of(InviteLinks.Issued issued) {
    return of(issued.invite(), issued.token().value());
  }

  private static InviteView of(Invite invite, @Nullable String token) {
    return new InviteView(
        invite.id(),
        invite.conversation(),
        token,
        invite.creator(),
        invite.createdAt(),
        invite.expiresAt(),
        invite.maxUses(),
        invite.maxUses() - invite.usesLeft());
  }
}
