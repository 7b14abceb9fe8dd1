package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.IssuedTokens;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A pair of tokens.
 *
 * @param accessToken a JWT for the header {@code Authorization: Bearer}
 * @param expiresIn seconds until the access token expires
 * @param refreshToken good once, for the next pair
 */
@Schema(name = "Tokens")
public record TokenView(
    String accessToken,
    @Schema(example = "Bearer") String tokenType,
    @Schema(description = "Seconds", example = "900") long expiresIn,
    String refreshToken) {

  static TokenView of(IssuedTokens issued) {
    return new TokenView(
        issued.accessToken(), "Bearer", issued.accessLifetime().toSeconds(), issued.refreshToken());
  }
}
