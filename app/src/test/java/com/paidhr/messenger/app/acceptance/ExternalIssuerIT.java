package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two nodes whose users sign in at a provider of OpenID Connect. */
class ExternalIssuerIT {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final OidcProvider PROVIDER = OidcProvider.start();
  private static final String DATABASE = TestStores.freshDatabase();
  private static final RunningMessenger ONE = node();
  private static final RunningMessenger TWO = node();

  @AfterAll
  static void stop() {
    ONE.close();
    TWO.close();
    PROVIDER.close();
  }

  private static RunningMessenger node() {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", DATABASE)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .env("IDENTITY_OIDC_ISSUER", PROVIDER.issuer())
        .env("IDENTITY_OIDC_ROLES_CLAIM", "realm_access.roles")
        .env("IDENTITY_OIDC_ADMIN_ROLE", "chief")
        .start();
  }

  private static String newSubject() {
    return "subject|" + NUMBERS.incrementAndGet();
  }

  private static Map<String, Object> claims(String subject, String... roles) {
    return Map.of(
        "preferred_username",
        "p" + subject.replaceAll("[^0-9]", "") + "erson",
        "sid",
        "session-of-" + subject,
        "realm_access",
        Map.of("roles", List.of(roles)));
  }

  private static ApiClient signIn(String subject, String... roles) {
    return ApiClient.holding(ONE::url, PROVIDER.signIn(subject, claims(subject, roles)));
  }

  private static void awaitRefused(ApiClient client) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> client.get("/users/me").status() == 401);
  }

  @Test
  void knowsUsersAndTheirRolesByTheTokensOfTheProvider() {
    ApiClient user = signIn(newSubject());
    ApiClient moderator = signIn(newSubject(), "moderator");
    ApiClient auditor = signIn(newSubject(), "auditor");
    ApiClient admin = signIn(newSubject(), "chief");

    assertThat(user.get("/users/me").expect(200).at("/username").asText()).endsWith("erson");
    assertThat(user.get("/admin/users").status()).isEqualTo(403);
    assertThat(moderator.get("/admin/reports").status()).isEqualTo(200);
    assertThat(moderator.get("/admin/audit").status()).isEqualTo(403);
    assertThat(auditor.get("/admin/audit").status()).isEqualTo(200);
    assertThat(admin.get("/admin/users/" + user.userId()).status()).isEqualTo(200);
    assertThat(user.send(user.privateWith(admin.through(TWO::url)), "Hello").at("/seq").asLong())
        .isEqualTo(1);
    assertThat(admin.get("/admin/audit?action=user.created").expect(200).items())
        .anyMatch(entry -> entry.at("/targetId").asText().equals(user.userId()));
  }

  @Test
  void isTheSameUserWithTheNextToken() {
    String subject = newSubject();
    ApiClient first = signIn(subject);
    ApiClient second = signIn(subject, "moderator").through(TWO::url);

    assertThat(second.userId()).isEqualTo(first.userId());
    assertThat(second.get("/admin/reports").status()).isEqualTo(200);
  }

  @Test
  void refusesWhatAnotherRealmOrForAnotherAudienceWasIssued() {
    String subject = newSubject();
    Map<String, Object> claims = claims(subject);

    assertThat(status(PROVIDER.issue("acme", "JWT", "messenger", subject, claims))).isEqualTo(200);
    assertThat(status(PROVIDER.issue("else", "JWT", "messenger", subject, claims))).isEqualTo(401);
    assertThat(status(PROVIDER.issue("acme", "JWT", "else", subject, claims))).isEqualTo(401);
    assertThat(status(PROVIDER.issue("acme", "logout+jwt", "messenger", subject, claims)))
        .isEqualTo(401);
  }

  private static int status(String token) {
    return ApiClient.holding(ONE::url, token).get("/users/me").status();
  }

  @Test
  void endsTokensAndStreamsOfWhoIsDeactivatedOnEveryNode() {
    ApiClient admin = signIn(newSubject(), "chief");
    String subject = newSubject();
    ApiClient user = signIn(subject);
    ApiClient atTwo = user.through(TWO::url);
    try (EventStream stream = EventStream.of(atTwo)) {
      admin.patch("/admin/users/" + user.userId(), Map.of("active", false)).expect(200);

      assertThat(stream.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
      awaitRefused(atTwo);
      awaitRefused(user);
    }
    assertThat(signIn(subject).get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void endsASessionForGood() {
    ApiClient admin = signIn(newSubject(), "chief");
    String subject = newSubject();
    ApiClient user = signIn(subject);
    String sessions = "/admin/users/" + user.userId() + "/sessions";
    String session = admin.get(sessions).expect(200).items().getFirst().at("/id").asText();

    admin.through(TWO::url).delete(sessions + "/" + session).expect(204);

    awaitRefused(user);
    assertThat(signIn(subject).get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void keepsWhoeverAdministratesLast() {
    ApiClient admin = signIn(newSubject(), "chief");
    String path = "/admin/users/";
    admin.get("/admin/users?limit=200").expect(200).items().stream()
        .filter(user -> user.at("/roles").toString().contains("admin"))
        .map(user -> user.at("/id").asText())
        .filter(id -> !id.equals(admin.userId()))
        .forEach(id -> admin.patch(path + id, Map.of("active", false)).expect(200));

    assertThat(admin.patch(path + admin.userId(), Map.of("active", false)).status()).isEqualTo(409);
    assertThat(admin.get("/users/me").status()).isEqualTo(200);
  }
}
