package com.paidhr.messenger.identity.mongo;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.shared.UserId;
import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collection {@code sessions}, one document per login or personal access token. */
@Entity("sessions")
public record SessionDocument(
    @Id String id,
    @Column String user,
    @Column String tokenHash,
    @Column String proofKey,
    @Column Instant createdAt,
    @Column Instant refreshedAt,
    @Column @Nullable Instant replacedBeforeAt,
    @Column @Convert(InstantAsDate.class) Instant expiresAt,
    @Column @Nullable Instant revokedAt,
    @Column @Nullable String previousHash,
    @Column @Nullable String sealedToken,
    @Column @Nullable String device,
    @Column @Nullable String address,
    @Column @Nullable List<String> scopes) {

  static SessionDocument of(Session session) {
    return new SessionDocument(
        session.id(),
        session.user().value(),
        session.tokenHash(),
        session.proofKey(),
        session.createdAt(),
        session.refreshedAt(),
        session.replacedBeforeAt(),
        session.expiresAt(),
        session.revokedAt(),
        session.previousHash(),
        session.sealedToken(),
        session.device(),
        session.address(),
        texts(session.scopes()));
  }

  private static @Nullable List<String> texts(@Nullable Set<TokenScope> scopes) {
    return scopes == null ? null : scopes.stream().map(TokenScope::name).sorted().toList();
  }

  Session toSession() {
    return new Session(
        id,
        new UserId(user),
        tokenHash,
        proofKey,
        createdAt,
        refreshedAt,
        replacedBeforeAt,
        expiresAt,
        revokedAt,
        previousHash,
        sealedToken,
        device,
        address,
        scopes == null || scopes.isEmpty()
            ? null
            : scopes.stream().map(TokenScope::valueOf).collect(Collectors.toSet()));
  }
}
