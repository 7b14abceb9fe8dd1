package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.application.ChangeProfile.Changes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /users/me}; what is left out or null stays as it is. */
@Schema(name = "ProfileRequest")
public record ProfileRequest(
    @Schema(minLength = 1, maxLength = 64) @Nullable String displayName,
    @Schema(format = "email", maxLength = 254) @Nullable String email,
    @Schema(format = "password", minLength = 8, maxLength = 256) @Nullable String password,
    @Schema(format = "password", description = "Needed for a new password or email")
        @Nullable String currentPassword,
    @Schema(
            description =
                "false hides from all others what the user has read, and from the user what they"
                    + " have")
        @Nullable Boolean readReceipts,
    @Schema(description = "false hides from all others whether the user is there")
        @Nullable Boolean presence,
    @Schema(
            description =
                "Who may put the user into conversations: ANYBODY, CONTACTS (those with whom one"
                    + " shares a private conversation or a group), NOBODY")
        @Nullable AddedBy addedBy) {

  Changes toChanges() {
    return new Changes(
        displayName, email, password, currentPassword, readReceipts, presence, addedBy);
  }

  /** Never shows a password. */
  @Override
  public String toString() {
    return "change of profile";
  }
}
