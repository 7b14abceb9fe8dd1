package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and tokens as clients and attackers meet them. */
class IdentityAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient anonymous = messenger.anonymous();

  @Test
  void letsAnybodyRegisterAndSignIn() {
    ApiClient ann = anonymous.signUp("Ann.Public" + System.nanoTime() % 100_000, "correct horse");

    Answer me = ann.get("/users/me").expect(200);

    assertThat(me.at("/username").asText()).isEqualTo(ann.username());
    assertThat(me.at("/email").asText()).contains("@example.org");
    assertThat(me.at("/roles").toString()).isEqualTo("[\"user\"]");
    assertThat(me.text()).doesNotContainIgnoringCase("argon").doesNotContain("passwordHash");
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    Answer answer =
        anonymous.post(
            "/users",
            Map.of("username", "x", "email", "x", "displayName", "\u202e", "password", "x"));

    assertThat(answer.expect(422).at("/errors").findValuesAsText("pointer"))
        .contains("/username", "/email", "/displayName", "/password");
  }

  @Test
  void saysWhichNameIsTaken() {
    ApiClient ann = messenger.newUser("taken");

    Answer answer =
        anonymous.post(
            "/users",
            Map.of(
                "username",
                ann.username().toUpperCase(Locale.ROOT),
                "email",
                "other" + System.nanoTime() + "@example.org",
                "password",
                "correct horse"));

    assertThat(answer.expect(409).at("/errors/0/pointer").asText()).isEqualTo("/username");
    assertThat(answer.at("/errors").size()).isEqualTo(1);
  }

  @Test
  void refusesPasswordsThatAreGuessedAndNamesThatDeceive() {
    String name = "newcomer" + System.nanoTime();
    String email = name + "@example.org";

    assertThat(refusedField(name, email, "Newcomer", email)).isEqualTo("/password");
    assertThat(refusedField(name, email, "Newcomer", "Passw0rd!")).isEqualTo("/password");
    assertThat(refusedField("adrnin", email, "Newcomer", "correct horse")).isEqualTo("/username");
    assertThat(refusedField(name, email, "\u0410dmin", "correct horse")).isEqualTo("/displayName");
    assertThat(refusedField(name, email, "Admin", "correct horse")).isEqualTo("/displayName");

    ApiClient ann = messenger.newUser("renamed");
    ann.patch("/users/me", Map.of("displayName", "Administrator")).expect(422);
    ann.patch(
            "/users/me",
            Map.of("password", ann.username() + "1", "currentPassword", ann.password()))
        .expect(422);
  }

  private String refusedField(String username, String email, String displayName, String password) {
    return anonymous
        .post(
            "/users",
            Map.of(
                "username",
                username,
                "email",
                email,
                "displayName",
                displayName,
                "password",
                password))
        .expect(422)
        .at("/errors/0/pointer")
        .asText();
  }

  @Test
  void keepsTheFirstAdministratorsNameForItself() {
    Answer answer =
        anonymous.post(
            "/users",
            Map.of(
                "username", "Administrator",
                "email", "evil@example.org",
                "password", "correct horse"));

    assertThat(answer.expect(422).at("/errors/0/pointer").asText()).isEqualTo("/username");
  }

  @Test
  void showsEmailsToTheirOwnersAndToAdministratorsOnly() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String path = "/users/" + ann.userId();

    assertThat(bob.get(path).expect(200).json().has("email")).isFalse();
    assertThat(ann.get(path).expect(200).json().has("email")).isTrue();
    assertThat(messenger.admin().get(path).expect(200).json().has("email")).isTrue();
    bob.get("/users/nobody").expect(404);
    bob.get("/users/no%00body").expect(404);
  }

  @Test
  void findsUsersPageByPage() {
    ApiClient ann = messenger.newUser("pager");
    messenger.newUser("pager");
    messenger.newUser("pager");

    Answer first = ann.get("/users?q=PAGER&limit=2").expect(200);
    Answer second =
        ann.get("/users?q=PAGER&limit=2&cursor=" + first.at("/next").asText()).expect(200);

    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).isNotEmpty().doesNotContainAnyElementsOf(first.items());
    ann.get("/users?limit=0").expect(400);
    ann.get("/users?cursor=%25%25").expect(400);
    ann.get("/users?q=a&q=b").expect(400);
    ann.get("/users?sort=x").expect(400);
  }

  @Test
  void changesTheProfile() {
    ApiClient ann = messenger.newUser("ann");

    Answer changed = ann.patch("/users/me", Map.of("displayName", " A\u0308nn ")).expect(200);

    assertThat(changed.at("/displayName").asText()).isEqualTo("Änn");
    assertThat(ann.get("/users/me").at("/displayName").asText()).isEqualTo("Änn");
    ann.patch("/users/me", Map.of("username", "other")).expect(400);
    ann.patch("/users/me", Map.of("displayName", "\n")).expect(422);
  }

  @Test
  void endsOtherSessionsWithANewPassword() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient phone = ApiClient.signIn(messenger::url, ann.username(), ann.password());
    String next = "another long secret";

    ann.patch("/users/me", Map.of("password", next)).expect(422);
    ann.patch("/users/me", Map.of("password", next, "currentPassword", "wrong one")).expect(422);
    ann.patch("/users/me", Map.of("password", next, "currentPassword", ann.password())).expect(200);

    ann.get("/users/me").expect(200);
    Awaitility.await().until(() -> phone.get("/users/me").status() == 401);
    ApiClient.signIn(messenger::url, ann.username(), next);
  }

  @Test
  void signsOut() {
    ApiClient ann = messenger.newUser("ann");

    ann.delete("/tokens/current").expect(204);

    ann.get("/users/me").expect(401);
  }

  @Test
  void keepsTheSessionWhenARefreshTokenComesAgainAtOnce() {
    ApiClient ann = messenger.newUser("ann");
    Map<String, String> login = Map.of("username", ann.username(), "password", ann.password());
    Answer first = anonymous.post("/tokens", login).expect(200);
    Answer second = refresh(first).expect(200);
    Answer again = refresh(first).expect(200);
    Answer third = refresh(again).expect(200);

    refresh(first).expect(401);

    assertThat(again.at("/refreshToken")).isEqualTo(second.at("/refreshToken"));
    refresh(third).expect(200);
    ann.get("/users/me").expect(200);
  }

  @Test
  void limitsGuessesOfAPasswordWithoutLockingOthersOut() {
    ApiClient ann = messenger.newUser("guessed");
    Map<String, String> guess = Map.of("username", ann.username(), "password", "wrong guess");

    for (int i = 0; i < 10; i++) {
      anonymous.post("/tokens", guess).expect(401);
    }
    Answer refusal = anonymous.post("/tokens", guess).expect(429);

    assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 300);
    messenger.newUser("notguessed").get("/users/me").expect(200);
  }

  @Test
  void registersByAdministratorsOnlyWhenSetSo() {
    try (var closed = RunningMessenger.with().env("IDENTITY_REGISTRATION", "ADMIN").start()) {
      Map<String, String> user =
          Map.of("username", "eve", "email", "eve@example.org", "password", "correct horse");
      ApiClient ann = closed.newUser("ann");

      closed.anonymous().post("/users", user).expect(401);
      ann.post("/users", user).expect(403);
      closed.admin().post("/users", user).expect(201);
    }
  }

  @Test
  void publishesKeysAndRotatesThemWithoutARestart() throws ParseException {
    JWKSet before = JWKSet.parse(anonymous.get("/.well-known/jwks.json").expect(200).text());

    String next = messenger.admin().post("/admin/signing-keys").expect(201).at("/kid").asText();

    JWKSet after = JWKSet.parse(anonymous.get("/.well-known/jwks.json").expect(200).text());
    assertThat(after.getKeyByKeyId(next)).isNotNull();
    assertThat(after.containsNonPublicKeys()).isFalse();
    assertThat(before.getKeys()).allMatch(key -> after.getKeyByKeyId(key.getKeyID()) != null);
    messenger.newUser("ann").get("/users/me").expect(200);
    messenger.newUser("bob").post("/admin/signing-keys").expect(403);
    anonymous.post("/admin/signing-keys").expect(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/openapi", "/metrics", "/.well-known/jwks.json"})
  void answersWithoutATokenWhereItIsPromised(String path) {
    anonymous.get(path).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users", "/users/me", "/conversations", "/messages?conversationId=c"})
  void demandsATokenEverywhereElse(String path) {
    Answer answer = anonymous.get(path).expect(401);

    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=");
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic YWRtaW46YWRtaW4=",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer e30.e30.e30",
        "Token x",
        "x"
      })
  void refusesOtherAuthorization(String header) {
    anonymous.send(anonymous.request("/users/me").header("Authorization", header)).expect(401);
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    ApiClient ann = messenger.newUser("ann");

    ann.send(ann.request("/users/me").header("Authorization", "Bearer x")).expect(401);
  }

  @Test
  void refusesForgedTokens() throws Exception {
    ApiClient ann = messenger.newUser("ann");
    SignedJWT genuine = SignedJWT.parse(ann.accessToken());
    String kid = genuine.getHeader().getKeyID();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(genuine.getJWTClaimsSet())
            .claim("groups", List.of("user", "admin"))
            .build();
    String payload = Base64URL.encode(claims.toString()).toString();

    assertRefused(Base64URL.encode("{\"alg\":\"none\"}") + "." + payload + ".");
    assertRefused(genuine.getHeader().toBase64URL() + "." + payload + "." + genuine.getSignature());
    assertRefused(signedWithPublicKey(kid, claims));
    assertRefused(signedWithForeignKey(kid, claims));
    assertRefused(ann.accessToken() + "A");
    assertRefused("x".repeat(9_000));
    ann.get("/users/me").expect(200);
  }

  @Test
  void refusesExpiredTokensAndEndsTheirStreams() {
    try (var brief = RunningMessenger.with().env("IDENTITY_TOKEN_LIFETIME", "PT5S").start()) {
      ApiClient ann = brief.newUser("ann");
      ann.get("/users/me").expect(200);

      try (EventStream stream = EventStream.of(ann)) {
        assertThat(stream.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
        stream.awaitEnd();
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> ann.get("/users/me").status() == 401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "\"x\"",
        "{\"username\":7,\"password\":\"x\"}",
        "{\"username\":\"a\",\"password\":[\"x\"]}",
        "{\"username\":{\"$ne\":null},\"password\":\"x\"}",
        "{\"username\":\"a\",\"password\":\"x\",\"admin\":true}",
        "{\"username\":\"a\",\"username\":\"b\",\"password\":\"x\"}",
        "{\"username\":\"a\",\"password\":\"x\"} x",
        "{\"username\":\"a\",\"password\":\"x\",\"refreshToken\":\"y\"}",
        "{\"username\":\"\\ud800\",\"password\":\"x\"}"
      })
  void refusesBodiesThatAreNotALogin(String body) {
    Answer answer = login(body.getBytes(StandardCharsets.UTF_8), "application/json").expect(400);

    assertThat(answer.problem()).isEqualTo("malformed-request");
    assertThat(answer.text()).doesNotContain("com.paidhr").doesNotContain("Exception");
  }

  @Test
  void refusesStrangeBodiesByTheirStatus() {
    login("{}".getBytes(StandardCharsets.UTF_8), "application/json").expect(422);
    login("a=b".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded").expect(415);
    login(new byte[] {'{', '"', (byte) 0xff, '"', '}'}, "application/json").expect(400);
    login(new byte[600_000], "application/json").expect(413);
    login(json("nobody\\u0000", "x"), "application/json").expect(401);
    login(json("x".repeat(100_000), "x"), "application/json").expect(401);
    login(json("nobody", "x".repeat(100_000)), "application/json").expect(401);
  }

  private static byte[] json(String username, String password) {
    return ("{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Answer login(byte[] body, String type) {
    return anonymous.send(
        anonymous
            .request("/tokens")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private Answer refresh(Answer tokens) {
    return anonymous.post("/tokens", Map.of("refreshToken", tokens.at("/refreshToken").asText()));
  }

  private void assertRefused(String token) {
    anonymous
        .send(anonymous.request("/users/me").header("Authorization", "Bearer " + token))
        .expect(401);
  }

  private String signedWithPublicKey(String kid, JWTClaimsSet claims)
      throws JOSEException, ParseException {
    JWKSet keys = JWKSet.parse(anonymous.get("/.well-known/jwks.json").text());
    byte[] secret = keys.getKeyByKeyId(kid).toJSONString().getBytes(StandardCharsets.UTF_8);
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  private static String signedWithForeignKey(String kid, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(), claims);
    token.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
    return token.serialize();
  }
}
