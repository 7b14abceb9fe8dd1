package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.InviteUsers.Made;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation that was just made. */
@Schema(name = "InvitationWithToken")
public record MadeInvitationView(
    @Schema(
            description =
                "For invitation in POST /users, or behind /#/invitation/ of the chat page; it"
                    + " cannot be seen again")
        String token,
    @Schema(description = "What lists show of it") InvitationView invitation) {

  static MadeInvitationView of(Made made) {
    return new MadeInvitationView(made.token().text(), InvitationView.of(made.invitation()));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "invitation " + invitation.id();
  }
}
