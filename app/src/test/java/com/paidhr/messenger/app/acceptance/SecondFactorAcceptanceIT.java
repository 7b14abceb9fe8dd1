package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A second factor is set up, asked for at each sign-in, ended, lost, and demanded of everybody. */
class SecondFactorAcceptanceIT {
  private static final String FACTOR = "/users/me/second-factor";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");

  /** What a user has who has set one up. */
  private record Kit(Authenticator app, List<String> recoveryCodes) {}

  private static Map<String, String> password(ApiClient user) {
    return Map.of("currentPassword", user.password());
  }

  private static Kit setUp(ApiClient user, String password) {
    Answer proposed = user.post(FACTOR, Map.of("currentPassword", password)).expect(201);
    Authenticator app = new Authenticator(proposed.at("/secret").asText());
    Answer confirmed = user.post(FACTOR + "/confirmation", Map.of("code", app.code())).expect(200);
    List<String> codes = new ArrayList<>();
    confirmed.at("/recoveryCodes").forEach(code -> codes.add(code.asText()));
    return new Kit(app, codes);
  }

  private Answer signIn(String username, String password, @Nullable String code) {
    Map<String, String> body = new HashMap<>();
    body.put("username", username);
    body.put("password", password);
    if (code != null) {
      body.put("code", code);
    }
    return messenger.anonymous().post("/tokens", body);
  }

  private Answer signIn(@Nullable String code) {
    return signIn(ann.username(), ann.password(), code);
  }

  private List<String> noted(String action) {
    return messenger
        .admin()
        .get("/admin/audit?limit=200&targetId=" + ann.userId() + "&action=" + action)
        .expect(200)
        .items()
        .stream()
        .map(entry -> entry.at("/result").asText() + " " + entry.at("/facts/reason").asText())
        .map(String::strip)
        .toList();
  }

  @Test
  void isSetUpByASecretAndAFirstCode() {
    ApiClient phone = ApiClient.signIn(messenger::url, ann.username(), ann.password());
    assertThat(ann.get(FACTOR).expect(200).at("/enabled").asBoolean()).isFalse();
    ProblemAnswer.check(ann.post(FACTOR + "/confirmation", Map.of("code", "123456")).expect(409));
    ProblemAnswer.check(ann.post(FACTOR, Map.of("currentPassword", "wrong")).expect(422));
    String replaced = ann.post(FACTOR, password(ann)).expect(201).at("/secret").asText();
    Answer proposed = ann.post(FACTOR, password(ann)).expect(201);
    Authenticator app = new Authenticator(proposed.at("/secret").asText());
    assertThat(proposed.at("/uri").asText())
        .startsWith("otpauth://totp/messenger:" + ann.username() + "?secret=")
        .contains(proposed.at("/secret").asText());

    Answer refused =
        ann.post(FACTOR + "/confirmation", Map.of("code", new Authenticator(replaced).code()));
    assertThat(refused.expect(422).at("/errors/0/pointer").asText()).isEqualTo("/code");
    signIn(null).expect(200);
    Answer confirmed = ann.post(FACTOR + "/confirmation", Map.of("code", app.code())).expect(200);

    assertThat(confirmed.at("/recoveryCodes")).hasSize(10);
    JsonNode shown = ann.get(FACTOR).expect(200).json();
    assertThat(shown.at("/enabled").asBoolean()).isTrue();
    assertThat(shown.at("/recoveryCodesLeft").asInt()).isEqualTo(10);
    ProblemAnswer.check(ann.post(FACTOR, password(ann)).expect(409));
    await().atMost(SOON).until(() -> phone.get("/users/me").status() == 401);
    assertThat(noted("user.secondFactor.begun")).containsExactly("DONE", "DONE");
    assertThat(noted("user.secondFactor.enabled")).containsExactly("DONE", "REFUSED wrong code");
  }

  @Test
  void isAskedForAtEachSignInAndTakesEachCodeOnce() {
    Kit kit = setUp(ann, ann.password());

    assertThat(signIn(null).expect(401).problem()).isEqualTo("second-factor-required");
    assertThat(signIn("wrong").expect(401).problem()).isEqualTo("invalid-credentials");
    String code = kit.app().code();
    String refreshToken = signIn(code).expect(200).at("/refreshToken").asText();
    signIn(code).expect(401);
    String recovery = kit.recoveryCodes().getFirst();
    signIn(recovery.toUpperCase(Locale.ROOT)).expect(200);
    signIn(recovery).expect(401);

    assertThat(ann.get(FACTOR).at("/recoveryCodesLeft").asInt()).isEqualTo(9);
    ApiClient anonymous = messenger.anonymous();
    anonymous.post("/tokens", Map.of("refreshToken", refreshToken, "code", "123456")).expect(400);
    anonymous.post("/tokens", Map.of("refreshToken", refreshToken)).expect(200);
    assertThat(noted("user.secondFactor.recoveryCodeUsed")).containsExactly("DONE");
    assertThat(noted("session.started"))
        .contains("REFUSED code missing", "REFUSED wrong code")
        .doesNotContain("REFUSED wrong password");
  }

  @Test
  void isToldToNobodyWhoLacksThePassword() {
    setUp(ann, ann.password());
    ApiClient bob = messenger.newUser("bob");

    assertThat(refusal(ann, null)).isEqualTo(refusal(bob, null)).contains("invalid-credentials");
    assertThat(refusal(ann, "123456")).isEqualTo(refusal(bob, "123456"));
    assertThat(signIn("123456789").expect(401).text()).isEqualTo(refusal(ann, "123456"));
    signIn(bob.username(), bob.password(), "123456").expect(200);
  }

  private String refusal(ApiClient user, @Nullable String code) {
    return signIn(user.username(), "not this one", code).expect(401).text();
  }

  @Test
  void endsWithPasswordAndCode() {
    Kit kit = setUp(ann, ann.password());
    Map<String, String> good = new HashMap<>(password(ann));
    good.put("code", kit.recoveryCodes().getLast());
    String end = FACTOR + "/removal";

    assertThat(ann.post(end, password(ann)).expect(422).at("/errors/0/detail").asText())
        .isEqualTo("This field is required");
    ProblemAnswer.check(
        ann.post(end, Map.of("currentPassword", ann.password(), "code", "wrong")).expect(422));
    ProblemAnswer.check(
        ann.post(end, Map.of("currentPassword", "wrong", "code", good.get("code"))).expect(422));
    ann.post(end, good).expect(204);

    signIn(null).expect(200);
    ProblemAnswer.check(ann.post(end, good).expect(409));
    assertThat(noted("user.secondFactor.ended")).containsExactly("DONE", "REFUSED wrong code");
  }

  @Test
  void isResetByAdministratorsForWhoHasLostIt() {
    setUp(ann, ann.password());
    ApiClient admin = messenger.admin();
    String path = "/admin/users/" + ann.userId();
    assertThat(admin.get(path).expect(200).at("/secondFactor").asBoolean()).isTrue();
    assertThat(
            admin
                .get("/admin/users?q=" + ann.username())
                .expect(200)
                .at("/items/0/secondFactor")
                .asBoolean())
        .isTrue();
    ann.delete(path + "/second-factor").expect(403);

    admin.delete(path + "/second-factor").expect(204);

    await().atMost(SOON).until(() -> ann.get("/users/me").status() == 401);
    signIn(null).expect(200);
    assertThat(admin.get(path).expect(200).at("/secondFactor").asBoolean()).isFalse();
    ProblemAnswer.check(admin.delete(path + "/second-factor").expect(404));
    assertThat(noted("user.secondFactor.reset")).containsExactly("DONE");
  }

  @Test
  void isDemandedOfEverybodyWhereTheOperatorSaysSo() {
    try (var strict = RunningMessenger.with().env("IDENTITY_SECOND_FACTOR", "REQUIRED").start()) {
      Map<String, String> login = Map.of("username", "admin", "password", strict.adminPassword());
      Answer tokens = strict.anonymous().post("/tokens", login).expect(200);
      ApiClient limited = ApiClient.holding(strict::url, tokens.at("/accessToken").asText());

      Answer refused = limited.get("/users/me").expect(403);
      ProblemAnswer.check(refused);
      assertThat(refused.problem()).isEqualTo("second-factor-setup-required");
      limited.get("/admin/users").expect(403);
      limited.post("/events/ticket").expect(403);
      assertThat(EventStream.open(limited.request("/events")).status()).isEqualTo(403);
      assertThat(limited.get(FACTOR).expect(200).at("/mandatory").asBoolean()).isTrue();
      Map<String, String> early = Map.of("refreshToken", tokens.at("/refreshToken").asText());
      Answer still = strict.anonymous().post("/tokens", early).expect(200);
      ApiClient.holding(strict::url, still.at("/accessToken").asText())
          .get("/admin/users")
          .expect(403);
      Kit kit = setUp(limited, strict.adminPassword());

      Map<String, String> refresh = Map.of("refreshToken", still.at("/refreshToken").asText());
      Answer renewed = strict.anonymous().post("/tokens", refresh).expect(200);
      ApiClient.holding(strict::url, renewed.at("/accessToken").asText())
          .get("/admin/users")
          .expect(200);
      Map<String, String> whole = new HashMap<>(login);
      whole.put("code", kit.app().code());
      strict.anonymous().post("/tokens", whole).expect(200);
      limited.delete("/tokens/current").expect(204);
    }
  }
}
