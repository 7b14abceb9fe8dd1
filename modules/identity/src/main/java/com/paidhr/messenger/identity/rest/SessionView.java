package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.domain.Session;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session as its user and administrators see it. */
@Schema(name = "Session")
public record SessionView(
    String id,
    @Schema(
            nullable = true,
            description =
                "What the client said of itself when it signed in; the name of a personal access"
                    + " token",
            example = "Mozilla/5.0")
        @Nullable String device,
    @Schema(nullable = true, description = "The network it signed in from", example = "203.0.113.7")
        @Nullable String address,
    Instant createdAt,
    @Schema(
            description =
                "When it was last refreshed; tokens are good for minutes after. When it was made,"
                    + " of a personal access token")
        Instant lastUsedAt,
    @Schema(description = "When it ends unless it is refreshed") Instant expiresAt,
    @Schema(
            nullable = true,
            description = "What a personal access token may do; null for a sign-in")
        @Nullable Set<TokenScope> scopes,
    @Schema(description = "Whether it is the one that asks") boolean current) {

  static SessionView of(Session session, @Nullable String current) {
    return new SessionView(
        session.id(),
        session.device(),
        session.address(),
        session.createdAt(),
        session.refreshedAt(),
        session.expiresAt(),
        session.scopes(),
        session.id().equals(current));
  }
}
