package com.paidhr.messenger.identity.mongo;

import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.shared.UserId;
import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collection {@code sessions}, one document per login. */
@Entity("sessions")
public record SessionDocument(
    @Id String id,
    @Column String user,
    @Column String tokenHash,
    @Column String proofKey,
    @Column Instant createdAt,
    @Column Instant refreshedAt,
    @Column @Nullable Instant replacedBeforeAt,
    @Column Instant expiresAt,
    @Column @Nullable Instant revokedAt,
    @Column @Nullable String previousHash,
    @Column @Nullable String sealedToken,
    @Column @Nullable String device,
    @Column @Nullable String address) {

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
        session.address());
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
        address);
  }
}
