package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes the present request, taken from the verified access token and from nowhere else. */
@RequestScoped
public class Caller {
  private final @Nullable JsonWebToken token;

  @Inject
  Caller(JsonWebToken token) {
    this.token = token;
  }

  /** The caller's id; without a verified token a refusal with status 401. */
  public UserId id() {
    if (token == null || token.getSubject() == null) {
      throw new DomainException(ProblemType.UNAUTHENTICATED, ProblemType.UNAUTHENTICATED.title());
    }
    return new UserId(token.getSubject());
  }

  /** The caller's id, where a token came with the request. */
  public Optional<UserId> known() {
    return Optional.ofNullable(token).map(JsonWebToken::getSubject).map(UserId::new);
  }

  /** Whether the caller administrates the organization (role {@code admin}). */
  public boolean isAdmin() {
    return has("admin");
  }

  /** Whether the caller deletes messages of others (role {@code moderator} or {@code admin}). */
  public boolean isModerator() {
    return isAdmin() || has("moderator");
  }

  private boolean has(String role) {
    Set<String> groups = token == null ? null : token.getGroups();
    return groups != null && groups.contains(role);
  }

  /** Refuses with status 403 unless the caller audits or administrates the organization. */
  public void requireAuditor() {
    id();
    if (!isAdmin() && !has("auditor")) {
      throw DomainException.forbidden("Only auditors and administrators may do this");
    }
  }

  /** Refuses with status 403 unless the caller moderates or administrates the organization. */
  public void requireModerator() {
    id();
    if (!isModerator()) {
      throw DomainException.forbidden("Only moderators and administrators may do this");
    }
  }

  /** Refuses with status 403 unless the caller administrates the organization. */
  public void requireAdmin() {
    id();
    if (!isAdmin()) {
      throw DomainException.forbidden("Only administrators may do this");
    }
  }
}
