package com.paidhr.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.identity.application.AdministerUsers;
import com.paidhr.messenger.identity.application.IssuedTokens;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import com.paidhr.messenger.identity.application.ResetPassword;
import com.paidhr.messenger.identity.application.SignIn;
import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.Administrators.Taking;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Identity's beans on the embedded store. */
@ExtendWith(ArquillianExtension.class)
class IdentitySliceIT {
  private static final String PASSWORD = "a long enough secret";
  private static final String ADDRESS = "10.0.0.1";
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject UserDirectory directory;
  @Inject FirstAdministrator administrator;
  @Inject RegisterUser registerUser;
  @Inject Users users;
  @Inject SignIn signIn;
  @Inject AdministerUsers administer;
  @Inject ResetPassword resets;
  @Inject Sessions sessions;
  @Inject MongoDatabase database;
  @Inject AccessTokens tokens;
  @Inject Administrators administrators;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity");
  }

  @Test
  void makesOneAdministratorHoweverOftenItIsAsked() {
    administrator.ensure(PASSWORD);

    assertThat(administrator.ensure(null)).isEmpty();
    assertThat(users.findByUsername("ADMIN")).hasValueSatisfying(User::isAdmin);
    assertThat(signIn.withPassword("admin", PASSWORD, null, ADDRESS, null).accessToken())
        .isNotBlank();
  }

  @Test
  void refusesNamesThatDifferByCaseOnly() {
    User ann = register("ann");
    NewUser again =
        new NewUser(
            ann.username().toUpperCase(Locale.ROOT),
            ann.username() + "@EXAMPLE.org",
            null,
            PASSWORD,
            Set.of());

    NameTakenException refusal =
        catchThrowableOfType(NameTakenException.class, () -> registerUser.register(again));

    assertThat(refusal.violations()).extracting("pointer").containsExactly("/username", "/email");
  }

  @Test
  void countsPersonalTokensThatLive() {
    UserId ann = register("ann").id();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    signIn.withPassword(users.find(ann).orElseThrow().username(), PASSWORD, null, ADDRESS, null);
    personal("one" + ann.value(), ann, now.plusSeconds(60));
    personal("two" + ann.value(), ann, now.plusSeconds(60));

    assertThat(sessions.countPersonal(ann, now)).isEqualTo(2);
    assertThat(sessions.countPersonal(ann, now.plusSeconds(60))).isZero();
    sessions.revoke("one" + ann.value(), now);
    assertThat(sessions.countPersonal(ann, now)).isEqualTo(1);
  }

  @Test
  void removesSessionsThatHaveExpiredAtTheNextSignIn() {
    User ann = register("ann");
    Instant past = Instant.now().minusSeconds(60);
    personal("expired" + ann.id(), ann.id(), past);
    personal("former" + ann.id(), ann.id(), past);
    database
        .getCollection("sessions")
        .updateOne(
            Filters.eq("_id", "former" + ann.id()), Updates.set("expiresAt", past.toString()));
    assertThat(sessions.find("former" + ann.id()).orElseThrow().expiresAt()).isEqualTo(past);

    IssuedTokens issued = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);

    assertThat(sessions.find("expired" + ann.id())).isEmpty();
    assertThat(sessions.find("former" + ann.id())).isEmpty();
    assertThat(signIn.withRefreshToken(issued.refreshToken()).accessToken()).isNotBlank();
  }

  private void personal(String id, UserId user, Instant expiresAt) {
    sessions.add(
        Session.personal(
            id, user, "hash", expiresAt, expiresAt, "script", null, Set.of(TokenScope.READ)));
  }

  @Test
  void letsOneOfManyRegisterTheSameName() throws Exception {
    String name = "race" + NAMES.incrementAndGet();
    List<Boolean> outcomes =
        inParallel(
            8,
            () -> {
              try {
                registerUser.register(
                    new NewUser(name, name + "@example.org", null, PASSWORD, Set.of()));
                return true;
              } catch (NameTakenException e) {
                return false;
              }
            });

    assertThat(outcomes).containsOnlyOnce(true);
  }

  @Test
  void answersOthersByIdAndByName() {
    User ann = register("ann");
    User bob = register("bob");
    UserId nobody = new UserId("nobody");

    assertThat(directory.find(ann.id())).contains(ann.summary());
    assertThat(directory.find(nobody)).isEmpty();
    assertThat(directory.findAll(List.of(bob.id(), nobody, ann.id())).values())
        .containsExactly(bob.summary(), ann.summary());
    String shouted = bob.username().toUpperCase(Locale.ROOT);
    assertThat(directory.byUsernames(List.of(shouted, "no.body")))
        .containsExactly(Map.entry(shouted, bob.id()));
  }

  @Test
  void pagesTheDirectoryByNameAndByTheBeginningOfAWord() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      names.add(register("page", "Zoë Quux" + i).username());
    }

    List<User> first = users.page(SearchQuery.of("quux"), false, null, 5);
    List<User> second = users.page(SearchQuery.of("quux"), false, first.getLast().username(), 5);

    assertThat(first).hasSize(5);
    assertThat(second).hasSize(2);
    assertThat(first).extracting(User::username).isSorted();
    assertThat(users.page(SearchQuery.of("zoe"), false, null, 50))
        .extracting(User::username)
        .containsAll(names);
    assertThat(users.page(SearchQuery.of("quux3"), false, null, 50)).hasSize(1);
    assertThat(users.page(SearchQuery.of("zoe quux3"), false, null, 50)).hasSize(1);
    assertThat(users.page(SearchQuery.of("$"), false, null, 50)).isEmpty();
  }

  @Test
  void replacesAUserOnlyAtTheVersionThatItSaw() {
    User ann = register("ann");

    assertThat(users.replace(ann.withProfile("First", ann.email()))).isTrue();
    assertThat(users.replace(ann.withProfile("Second", ann.email()))).isFalse();
    assertThat(users.find(ann.id()).orElseThrow().displayName()).isEqualTo("First");
  }

  @Test
  void continuesASessionAndGivesTheSameSuccessorToOneWhoAsksTwice() {
    User ann = register("ann");
    IssuedTokens first = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);

    IssuedTokens second = signIn.withRefreshToken(first.refreshToken());

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(tokens.verify(second.accessToken()).getSubject()).isEqualTo(ann.id().value());
    assertThat(signIn.withRefreshToken(first.refreshToken()).refreshToken())
        .isEqualTo(second.refreshToken());
    assertThat(signIn.withRefreshToken(second.refreshToken())).isNotNull();
  }

  @Test
  void endsTheSessionWhenARefreshTokenComesAgainLater() {
    User ann = register("ann");
    IssuedTokens first = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    IssuedTokens second = signIn.withRefreshToken(first.refreshToken());
    setElevenSecondsBack(first, "refreshedAt");

    assertRefused(first.refreshToken());

    assertRefused(second.refreshToken());
    assertThat(
            database
                .getCollection("audit")
                .find(
                    Filters.and(
                        Filters.eq("target", ann.id().value()),
                        Filters.eq("action", "session.ended")))
                .map(entry -> String.valueOf(entry.get("facts")))
                .first())
        .contains("refresh token used again");
  }

  @Test
  void endsTheSessionWhenAnOlderRefreshTokenComesAgainLater() {
    User ann = register("ann");
    IssuedTokens first = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    IssuedTokens other = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    IssuedTokens third =
        signIn.withRefreshToken(signIn.withRefreshToken(first.refreshToken()).refreshToken());

    assertRefused(first.refreshToken());
    IssuedTokens fourth = signIn.withRefreshToken(third.refreshToken());
    setElevenSecondsBack(first, "replacedBeforeAt");
    assertRefused(first.refreshToken());

    assertRefused(fourth.refreshToken());
    assertThat(signIn.withRefreshToken(other.refreshToken())).isNotNull();
  }

  private void setElevenSecondsBack(IssuedTokens tokens, String time) {
    String session = tokens.refreshToken().substring(0, tokens.refreshToken().indexOf('.'));
    database
        .getCollection("sessions")
        .updateOne(
            Filters.eq("_id", session),
            Updates.set(time, Instant.now().minus(Duration.ofSeconds(11))));
  }

  @Test
  void givesOneSuccessorToManyConcurrentRefreshes() throws Exception {
    User ann = register("ann");
    IssuedTokens start = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    ConcurrentLinkedQueue<IssuedTokens> won = new ConcurrentLinkedQueue<>();

    inParallel(
        16,
        () -> {
          try {
            return won.add(signIn.withRefreshToken(start.refreshToken()));
          } catch (DomainException e) {
            return false;
          }
        });

    assertThat(won).isNotEmpty();
    assertThat(won).extracting(IssuedTokens::refreshToken).containsOnly(won.peek().refreshToken());
  }

  @Test
  void leavesTheSessionAloneWhenSomebodyMakesATokenUp() {
    User ann = register("ann");
    IssuedTokens issued = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    String session = issued.refreshToken().substring(0, issued.refreshToken().indexOf('.'));

    assertRefused(session + "." + "x".repeat(43) + "." + "y".repeat(43));

    assertThat(signIn.withRefreshToken(issued.refreshToken())).isNotNull();
  }

  @Test
  void alwaysLeavesAnAdministrator() throws Exception {
    List<UserId> all = new ArrayList<>(users.administrators());
    for (int i = 0; i < 4; i++) {
      UserId id = register("chief" + i).id();
      administer.change(id, id, Set.of("admin"), null);
      all.add(id);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> attempts = new ArrayList<>();
      for (UserId id : all) {
        attempts.add(() -> attempt(() -> administer.change(id, id, Set.of(), null)));
        attempts.add(() -> attempt(() -> administer.change(id, id, null, false)));
      }
      for (var done : threads.invokeAll(attempts)) {
        done.get();
      }
    }

    assertThat(users.administrators()).hasSize(1);
    UserId last = users.administrators().getFirst();
    DomainException refusal =
        catchThrowableOfType(
            DomainException.class, () -> administer.change(last, last, null, false));
    assertThat(refusal.type().status()).isEqualTo(409);
  }

  /** One was taken the right and is not stored yet, while others try the same. */
  @Test
  void countsNobodyWhoseRightIsBeingTaken() {
    UserId ann = register("ann").id();
    UserId bob = register("bob").id();
    for (UserId id : List.of(ann, bob)) {
      administer.change(id, id, Set.of("admin"), null);
    }
    for (UserId other : users.administrators()) {
      if (!other.equals(ann) && !other.equals(bob)) {
        administer.change(ann, other, Set.of(), null);
      }
    }

    assertThat(administrators.take(ann)).isEqualTo(Taking.TAKEN);
    assertThat(administrators.take(ann)).isEqualTo(Taking.BUSY);
    assertThat(administrators.take(bob)).isEqualTo(Taking.LAST);
    assertThat(administrators.take(ann)).isEqualTo(Taking.BUSY);
    assertThat(administrators.take(bob)).isEqualTo(Taking.LAST);

    administrators.add(ann);
    administer.change(bob, bob, Set.of(), null);
    assertThat(users.administrators()).containsExactly(ann);
  }

  private static @Nullable Void attempt(Runnable change) {
    try {
      change.run();
    } catch (DomainException e) {
      assertThat(e.type().status()).isEqualTo(409);
    }
    return null;
  }

  @Test
  void takesATokenForAPasswordOnce() throws Exception {
    User ann = register("ann");
    String token = resets.issue(ann.id(), ann.id()).token();
    AtomicInteger good = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> attempts = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String password = "a brand new secret " + i;
        attempts.add(() -> {
          try {
            resets.use(token, password);
            good.incrementAndGet();
          } catch (DomainException e) {
            assertThat(e.type().status()).isIn(401, 503);
          }
          return null;
        });
      }
      for (var done : threads.invokeAll(attempts)) {
        done.get();
      }
    }

    assertThat(good.get()).isEqualTo(1);
  }

  @Test
  void endsASessionAtOnceOnThisNode() {
    User ann = register("ann");
    IssuedTokens issued = signIn.withPassword(ann.username(), PASSWORD, null, ADDRESS, null);
    String session = tokens.verify(issued.accessToken()).getClaim("sid");

    signIn.revoke(ann.id(), session);

    assertRefused(issued.refreshToken());
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> tokens.verify(issued.accessToken()));
    assertThat(refusal.type().status()).isEqualTo(401);
  }

  @Test
  void givesTheSameAnswerForAnUnknownUserAndAWrongPassword() {
    User ann = register("ann");

    assertThat(loginRefusal(ann.username())).isEqualTo(loginRefusal("nobody.at.all"));
  }

  @Test
  void opensNoConnectionPerOperation() throws Exception {
    User ann = register("ann");
    users.find(ann.id());
    long before = StoreConnections.count();

    for (int i = 0; i < 200; i++) {
      users.find(ann.id());
      users.findByUsername(ann.username());
    }

    assertThat(StoreConnections.count()).isLessThanOrEqualTo(before);
  }

  private String loginRefusal(String username) {
    DomainException refusal =
        catchThrowableOfType(
            DomainException.class,
            () -> signIn.withPassword(username, "wrong one", null, ADDRESS, null));
    return refusal.type() + " " + refusal.getMessage();
  }

  private void assertRefused(String refreshToken) {
    DomainException refusal =
        catchThrowableOfType(DomainException.class, () -> signIn.withRefreshToken(refreshToken));
    assertThat(refusal.type().status()).isEqualTo(401);
  }

  private User register(String name) {
    return register(name, "Somebody");
  }

  private User register(String name, String displayName) {
    String username = name + NAMES.incrementAndGet();
    return registerUser.register(
        new NewUser(username, username + "@example.org", displayName, PASSWORD, Set.of()));
  }

  private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(work));
      }
      List<T> outcomes = new ArrayList<>();
      for (Future<T> one : running) {
        outcomes.add(one.get());
      }
      return outcomes;
    }
  }
}
