package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.MakePersonalToken.Made;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A personal access token that was just made. */
@Schema(name = "PersonalToken")
public record PersonalTokenView(
    @Schema(description = "For the header Authorization: Bearer; it cannot be seen again")
        String token,
    @Schema(description = "What lists show of it, and what ends it") SessionView session) {

  static PersonalTokenView of(Made made) {
    return new PersonalTokenView(made.token().text(), SessionView.of(made.session(), null));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "personal access token of session " + session.id();
  }
}
