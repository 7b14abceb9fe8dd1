package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.application.RequireCode.Passage;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.token.AccessTokenIssuer;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens, continues and ends sessions. */
@ApplicationScoped
public class SignIn {
  private static final Duration REPEATABLE = Duration.ofSeconds(10);

  private final Users users;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final LoginLimits limits;
  private final RequireCode secondFactor;
  private final AccessTokenIssuer issuer;
  private final LiveSessions live;
  private final AuditLog audit;
  private final Tokens settings;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  SignIn(
      Users users,
      Sessions sessions,
      PasswordHasher hasher,
      LoginLimits limits,
      RequireCode secondFactor,
      AccessTokenIssuer issuer,
      LiveSessions live,
      AuditLog audit,
      IdentitySettings settings,
      IdGenerator ids,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.hasher = hasher;
    this.limits = limits;
    this.secondFactor = secondFactor;
    this.issuer = issuer;
    this.live = live;
    this.audit = audit;
    this.settings = settings.tokens();
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens a session. An unknown user and a wrong password give the same answer after the same time,
   * and so does a wrong code beside the right password.
   *
   * @param code of the second factor, for users who have one
   * @throws DomainException with status 401, or 429 after too many failures
   */
  public IssuedTokens withPassword(
      String username,
      String password,
      @Nullable String code,
      String address,
      @Nullable String device) {
    limits.countAttempt(username, address);
    Optional<User> user = users.findByUsername(username);
    String hash = user.map(User::passwordHash).orElse(null);
    boolean matches = hasher.matches(username, password, hash);
    if (!matches || user.isEmpty()) {
      audit.note(
          AuditEntry.of(null, "session.started")
              .to(user.map(User::id).orElse(null))
              .refused(user.isEmpty() ? "unknown user" : "wrong password"));
      throw wrong(code);
    }
    if (!user.get().isActive()) {
      throw refused(user.get(), "deactivated", code);
    }
    Passage passage = secondFactor.pass(user.get(), code, address);
    if (passage == Passage.WRONG_CODE) {
      throw wrong(code);
    }
    limits.succeeded(username, address);
    if (hash != null && hasher.isOutdated(hash)) {
      users.replace(user.get().withPasswordHash(hasher.hash(password)));
    }
    RefreshToken token = open(user.get(), address, device);
    User present =
        users
            .signedIn(user.get().id(), clock.instant())
            .orElseThrow(() -> overtaken(token, user.get(), "deactivated", code));
    if (!isStill(present, user.get(), password)) {
      throw overtaken(token, present, "wrong password", code);
    }
    if (passage == Passage.FREE && secondFactor.isAsked(present.id())) {
      throw overtaken(token, present, "code missing", code);
    }
    audit.note(
        AuditEntry.of(present.id(), "session.started")
            .to(present.id())
            .with("sessionId", token.session()));
    return issued(present, token);
  }

  /** Whether the password is good for the user as they are now. */
  private boolean isStill(User present, User seen, String password) {
    return Objects.equals(present.passwordHash(), seen.passwordHash())
        || hasher.matches(present.username(), password, present.passwordHash());
  }

  /** What ends a user's sessions may have done so before there was this one. */
  private DomainException overtaken(
      RefreshToken token, User user, String reason, @Nullable String code) {
    end(token.session());
    return refused(user, reason, code);
  }

  /**
   * Continues a session. A token that comes twice within ten seconds, from two tabs or after a lost
   * answer, gets the same successor, or is refused when that was replaced meanwhile, too. Later it
   * ends the session, as two parties seem to have it.
   *
   * @throws DomainException with status 401
   */
  public IssuedTokens withRefreshToken(String text) {
    RefreshToken token = RefreshToken.parse(text).orElseThrow(SignIn::invalidRefreshToken);
    return refreshed(token).or(() -> refreshed(token)).orElseThrow(SignIn::invalidRefreshToken);
  }

  /** Empty when somebody else refreshed the session meanwhile, so that it has to be read again. */
  private Optional<IssuedTokens> refreshed(RefreshToken token) {
    Session session = sessions.find(token.session()).orElseThrow(SignIn::invalidRefreshToken);
    Instant now = clock.instant();
    if (!session.isRefreshable()
        || session.revokedAt() != null
        || !session.expiresAt().isAfter(now)) {
      throw invalidRefreshToken();
    }
    User user =
        users.find(session.user()).filter(User::isActive).orElseThrow(SignIn::invalidRefreshToken);
    if (!token.hashesTo(session.tokenHash())) {
      return Optional.of(issued(user, successor(token, session, now)));
    }
    RefreshToken next = RefreshToken.next(session.id(), session.proofKey());
    Instant end = now.plus(settings.refreshLifetime());
    return sessions.refresh(session, next.hash(), token.seal(next), now, end)
        ? Optional.of(issued(user, next))
        : Optional.empty();
  }

  /** The token that replaced this one just now; for one that is older the session ends. */
  private RefreshToken successor(RefreshToken token, Session session, Instant now) {
    String previous = session.previousHash();
    String sealed = session.sealedToken();
    boolean isPrevious = previous != null && token.hashesTo(previous);
    boolean recent = isRecent(isPrevious ? session.refreshedAt() : session.replacedBeforeAt(), now);
    if (isPrevious && recent && sealed != null) {
      return token.unseal(sealed, session.proofKey());
    }
    if (!recent && token.wasMadeWith(session.proofKey())) {
      end(session.id());
      audit.note(
          AuditEntry.of(null, "session.ended")
              .to(session.user())
              .with(Map.of("sessionId", session.id(), "reason", "refresh token used again")));
    }
    throw invalidRefreshToken();
  }

  private static boolean isRecent(@Nullable Instant time, Instant now) {
    return time != null && now.isBefore(time.plus(REPEATABLE));
  }

  /** Signs out: ends a session, its refresh token at once, its access tokens within a second. */
  public void revoke(UserId user, String session) {
    end(session);
    audit.note(
        AuditEntry.of(user, "session.ended")
            .to(user)
            .with(Map.of("sessionId", session, "reason", "signed out")));
  }

  private void end(String session) {
    sessions.revoke(session, clock.instant());
    live.forget(session);
  }

  private RefreshToken open(User user, String address, @Nullable String device) {
    Instant now = clock.instant();
    sessions.removeExpired(user.id(), now);
    String proofKey = RefreshToken.newProofKey();
    RefreshToken token = RefreshToken.next(ids.next(), proofKey);
    sessions.add(
        new Session(
            token.session(),
            user.id(),
            token.hash(),
            proofKey,
            now,
            now,
            null,
            now.plus(settings.refreshLifetime()),
            null,
            null,
            null,
            device,
            address,
            null));
    return token;
  }

  private DomainException refused(User user, String reason, @Nullable String code) {
    audit.note(AuditEntry.of(null, "session.started").to(user.id()).refused(reason));
    return wrong(code);
  }

  private IssuedTokens issued(User user, RefreshToken token) {
    String session = token.session();
    return new IssuedTokens(
        secondFactor.isMissing(user.id())
            ? issuer.issueForSetup(user, session)
            : issuer.issue(user, session),
        settings.accessLifetime(),
        token.text());
  }

  /** The same words whatever is wrong; they depend on what was sent, and on nothing that is. */
  private static DomainException wrong(@Nullable String code) {
    return refused(
        code == null ? "Username or password is wrong" : "Username, password or code is wrong");
  }

  private static DomainException invalidRefreshToken() {
    return refused("The refresh token is not valid");
  }

  private static DomainException refused(String detail) {
    return new DomainException(ProblemType.INVALID_CREDENTIALS, detail);
  }
}
