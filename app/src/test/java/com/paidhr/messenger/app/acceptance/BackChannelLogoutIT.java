package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A provider of OpenID Connect tells one of two nodes that somebody signed out. */
class BackChannelLogoutIT {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
  private static final OidcProvider PROVIDER = OidcProvider.start();
  private static final String DATABASE = TestStores.freshDatabase();
  private static final RunningMessenger ONE = node();
  private static final RunningMessenger TWO = node();

  private final String subject = "leaver|" + NUMBERS.incrementAndGet();

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
        .env("IDENTITY_OIDC_CLIENT_ID", "chat")
        .start();
  }

  private ApiClient signIn(String... sid) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("preferred_username", subject.replace('|', '-'));
    List.of(sid).forEach(it -> claims.put("sid", subject + it));
    return ApiClient.holding(ONE::url, PROVIDER.signIn(subject, claims));
  }

  private String token(Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("events", Map.of(LOGOUT, Map.of()));
    change.accept(claims);
    return PROVIDER.issue("acme", "logout+jwt", "chat", subject, claims);
  }

  private static int post(String logoutToken) {
    ApiClient provider = ONE.anonymous();
    return provider
        .send(
            provider
                .request("/back-channel-logout")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("logout_token=" + logoutToken)))
        .status();
  }

  private static void awaitRefused(ApiClient client) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> client.get("/users/me").status() == 401);
  }

  @Test
  void endsTheSessionThatItNamesAndNoOther() {
    ApiClient leaving = signIn("a").through(TWO::url);
    ApiClient staying = signIn("b").through(TWO::url);
    try (EventStream left = EventStream.of(leaving);
        EventStream kept = EventStream.of(staying)) {
      assertThat(post(token(claims -> claims.put("sid", subject + "a")))).isEqualTo(204);

      assertThat(left.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
      awaitRefused(leaving);
      assertThat(kept.hasEnded()).isFalse();
      assertThat(staying.get("/users/me").status()).isEqualTo(200);
    }
    assertThat(signIn("a").get("/users/me").status()).isEqualTo(401);
    assertThat(signIn("c").get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void endsAllSessionsOfTheUserWhereItNamesNone() {
    ApiClient named = signIn("a").through(TWO::url);
    ApiClient unnamed = signIn().through(TWO::url);
    ApiClient unseen = signIn().through(TWO::url);
    assertThat(unnamed.userId()).isEqualTo(named.userId());

    assertThat(post(token(claims -> {}))).isEqualTo(204);

    awaitRefused(named);
    awaitRefused(unnamed);
    assertThat(unseen.get("/users/me").status()).isEqualTo(401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> signIn("later" + Instant.now()).get("/users/me").status() == 200);
  }

  @Test
  void remembersASessionThatNobodyHasSeenYet() {
    assertThat(post(token(claims -> claims.put("sid", subject + "early")))).isEqualTo(204);

    assertThat(signIn("early").get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void takesEachTokenOnce() {
    signIn("a").userId();
    String token = token(claims -> claims.put("sid", subject + "a"));

    assertThat(post(token)).isEqualTo(204);
    assertThat(post(token)).isEqualTo(400);
  }

  @Test
  void refusesWhatIsNoGoodLogoutToken() {
    ApiClient user = signIn("a");
    user.userId();
    Map<String, Object> good =
        Map.of("jti", "j" + subject, "events", Map.of(LOGOUT, Map.of()), "sid", subject + "a");

    assertThat(post(token(claims -> claims.put("nonce", "n")))).isEqualTo(400);
    assertThat(post(token(claims -> claims.remove("events")))).isEqualTo(400);
    assertThat(post(token(claims -> claims.put("events", Map.of("else", Map.of())))))
        .isEqualTo(400);
    assertThat(post(token(claims -> claims.put("events", LOGOUT)))).isEqualTo(400);
    assertThat(post(token(claims -> claims.put("sid", 7)))).isEqualTo(400);
    assertThat(post(token(claims -> claims.put("iat", at(Duration.ofMinutes(-11))))))
        .isEqualTo(400);
    assertThat(post(token(claims -> claims.put("iat", at(Duration.ofMinutes(1)))))).isEqualTo(400);
    assertThat(post(token(claims -> claims.put("exp", at(Duration.ofMinutes(-1)))))).isEqualTo(400);
    assertThat(post(PROVIDER.issue("acme", "logout+jwt", "messenger", subject, good)))
        .isEqualTo(400);
    assertThat(post(PROVIDER.issue("else", "logout+jwt", "chat", subject, good))).isEqualTo(400);
    assertThat(post(PROVIDER.issue("acme", "at+jwt", "chat", subject, good))).isEqualTo(400);
    assertThat(post(user.accessToken())).isEqualTo(400);
    assertThat(post("")).isEqualTo(400);
    assertThat(post("a.b.c")).isEqualTo(400);
    assertThat(post("%zz")).isEqualTo(400);
    assertThat(post("a&logout_token=b")).isEqualTo(400);
    assertThat(post("x".repeat(20_000))).isEqualTo(413);
    assertThat(user.get("/users/me").status()).isEqualTo(200);
  }

  private static long at(Duration fromNow) {
    return Instant.now().plus(fromNow).getEpochSecond();
  }

  @Test
  void isNoTokenForAnythingElse() {
    String token =
        PROVIDER.issue(
            "acme",
            "JWT",
            "messenger",
            subject,
            Map.of("events", Map.of(LOGOUT, Map.of()), "jti", "i" + subject));

    assertThat(ApiClient.holding(ONE::url, token).get("/users/me").status()).isEqualTo(401);
  }
}
