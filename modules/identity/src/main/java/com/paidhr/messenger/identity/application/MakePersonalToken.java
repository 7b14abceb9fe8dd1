package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.identity.token.PersonalToken;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.text.NormalText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes personal access tokens: what a user gives to a script instead of a password. */
@ApplicationScoped
public class MakePersonalToken {
  private static final Duration USUAL = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONGEST_NAME = 64;
  private static final int MOST = 50;

  private final Users users;
  private final Sessions sessions;
  private final ConfirmPassword confirm;
  private final LiveSessions live;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  /**
   * What a token is to be.
   *
   * @param name what the user knows it by
   * @param expiresAt when it ends; in 90 days where it is null
   */
  public record Wish(
      @Nullable String name,
      @Nullable Set<TokenScope> scopes,
      @Nullable Instant expiresAt,
      @Nullable String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "wish for a token " + name;
    }
  }

  /** A token, which nobody can see again, and its session. */
  public record Made(PersonalToken token, Session session) {}

  @Inject
  MakePersonalToken(
      Users users,
      Sessions sessions,
      ConfirmPassword confirm,
      LiveSessions live,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.confirm = confirm;
    this.live = live;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes one.
   *
   * @throws DomainException with status 422 for a wish that cannot be granted or a wrong password,
   *     429 after too many of these, 409 for a user who has fifty
   */
  public Made make(UserId id, Wish wish, String address) {
    Instant now = clock.instant();
    String name = Names.tidy(wish.name() == null ? "" : wish.name());
    Set<TokenScope> scopes = wish.scopes() == null ? Set.of() : wish.scopes();
    Instant end = wish.expiresAt() == null ? now.plus(USUAL) : wish.expiresAt();
    check(name, scopes, end, now);
    User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
    confirm.require(user, wish.password(), address);
    sessions.removeExpired(id, now);
    PersonalToken token = PersonalToken.of(ids.next());
    Session session =
        Session.personal(token.session(), id, token.hash(), now, end, name, address, scopes);
    sessions.add(session);
    requireUnchanged(user, session);
    requireRoom(session, now);
    audit.note(
        AuditEntry.of(id, "session.started")
            .to(id)
            .with(Map.of("sessionId", session.id(), "scopes", names(scopes))));
    return new Made(token, session);
  }

  private static void check(String name, Set<TokenScope> scopes, Instant end, Instant now) {
    new Violations()
        .check(
            !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(NormalText::disturbsNames),
            "/name",
            "1 to " + LONGEST_NAME + " characters, none of them a control")
        .check(
            !scopes.isEmpty() && !scopes.contains(null),
            "/scopes",
            "At least one of READ, WRITE and ADMIN")
        .check(
            end.isAfter(now) && !end.isAfter(now.plus(LONGEST)),
            "/expiresAt",
            "A time within the next " + LONGEST.toDays() + " days")
        .throwIfAny();
  }

  /** What ends a user's sessions may have done so before there was this one. */
  private void requireUnchanged(User seen, Session session) {
    if (users.find(seen.id()).filter(now -> now.version() == seen.version()).isEmpty()) {
      takeBack(session);
      throw DomainException.conflict("The user is being changed by others");
    }
  }

  /** Counted behind the insert, so of those who are made at once none is one too many. */
  private void requireRoom(Session session, Instant now) {
    if (sessions.countPersonal(session.user(), now) > MOST) {
      takeBack(session);
      throw DomainException.conflict("A user has at most " + MOST + " personal access tokens");
    }
  }

  private void takeBack(Session session) {
    sessions.revoke(session.id(), clock.instant());
    live.forget(session.id());
  }

  private static String names(Set<TokenScope> scopes) {
    return scopes.stream().sorted().map(TokenScope::name).collect(Collectors.joining(" "));
  }
}
