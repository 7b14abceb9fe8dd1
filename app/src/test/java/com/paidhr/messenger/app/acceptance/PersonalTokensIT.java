package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tokens that users make for scripts. */
class PersonalTokensIT {
  private static final String TOKENS = "/users/me/access-tokens";

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");
  private final String room = ann.privateWith(bob);

  private static Map<String, Object> wish(ApiClient owner, String... scopes) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("name", "Nightly report");
    wish.put("scopes", List.of(scopes));
    wish.put("currentPassword", owner.password());
    return wish;
  }

  private JsonNode make(ApiClient owner, String... scopes) {
    return owner.post(TOKENS, wish(owner, scopes)).expect(201).json();
  }

  private ApiClient script(ApiClient owner, String... scopes) {
    return script(make(owner, scopes));
  }

  private ApiClient script(JsonNode made) {
    return ApiClient.holding(messenger::url, made.at("/token").asText());
  }

  private Answer send(ApiClient sender) {
    return sender.post("/messages", Map.of("conversationId", room, "body", "Hello"));
  }

  @Test
  void readsAsItsUserAndWritesNothing() {
    ann.send(room, "Good morning");
    ApiClient script = script(ann, "READ");

    assertThat(script.get("/users/me").expect(200).id()).isEqualTo(ann.userId());
    assertThat(script.get("/messages?conversationId=" + room).expect(200).items()).hasSize(1);
    try (EventStream stream = EventStream.of(script)) {
      bob.send(room, "Good morning to you");
      stream.await("message.created");
    }
    ProblemAnswer.check(send(script).expect(403));
    ProblemAnswer.check(script.delete("/conversations/" + room).expect(403));
  }

  @Test
  void writesWithoutReading() {
    ApiClient script = script(ann, "WRITE");

    send(script).expect(201);
    ProblemAnswer.check(script.get("/messages?conversationId=" + room).expect(403));
    assertThat(EventStream.open(script.request("/events")).status()).isEqualTo(403);
  }

  @Test
  void administratesOnlyByScope() {
    ApiClient admin = messenger.admin();

    script(admin, "ADMIN").get("/admin/queue").expect(200);
    script(admin, "READ", "WRITE").get("/admin/queue").expect(403);
    script(ann, "ADMIN").get("/admin/queue").expect(403);
  }

  @Test
  void neverReachesTheAccount() {
    ApiClient script = script(ann, "READ", "WRITE", "ADMIN");

    Stream.of(
            script.post(TOKENS, wish(ann, "READ")),
            script.get("/users/me/sessions"),
            script.get("/users/me/second-factor"),
            script.delete("/tokens/current"),
            script.delete("/users/me/sessions"),
            script.delete("/users/me;a=b/sessions"),
            script.patch("/users/me", Map.of("displayName", "Eve")),
            script.post("/users/me/deactivate", Map.of("currentPassword", ann.password())))
        .forEach(answer -> ProblemAnswer.check(answer.expect(403)));
    ann.get("/users/me").expect(200);
  }

  @Test
  void isListedAndEndedAsASession() {
    JsonNode made = make(ann, "READ");
    ApiClient script = script(made);
    script.get("/users/me").expect(200);
    String session = made.at("/session/id").asText();

    JsonNode listed =
        ann.get("/users/me/sessions").expect(200).items().stream()
            .filter(one -> one.at("/id").asText().equals(session))
            .findFirst()
            .orElseThrow();
    assertThat(listed.at("/device").asText()).isEqualTo("Nightly report");
    assertThat(listed.at("/scopes/0").asText()).isEqualTo("READ");
    assertThat(listed.toString()).doesNotContain(made.at("/token").asText().substring(40));
    ann.delete("/users/me/sessions/" + session).expect(204);

    Awaitility.await().until(() -> script.get("/users/me").status() == 401);
  }

  @Test
  void endsWithANewPassword() {
    ApiClient script = script(ann, "READ");
    script.get("/users/me").expect(200);

    ann.patch(
            "/users/me",
            Map.of(
                "currentPassword",
                ann.password(),
                "password",
                "seven little lighthouses " + ann.username()))
        .expect(200);

    Awaitility.await().until(() -> script.get("/users/me").status() == 401);
  }

  @Test
  void endsWithItsTime() {
    Map<String, Object> wish = wish(ann, "READ");
    wish.put("expiresAt", Instant.now().plus(Duration.ofSeconds(3)).toString());
    ApiClient script = script(ann.post(TOKENS, wish).expect(201).json());

    Awaitility.await().until(() -> script.get("/users/me").status() == 401);
  }

  @Test
  void isNoRefreshToken() {
    String token = make(ann, "READ", "WRITE").at("/token").asText();

    messenger.anonymous().post("/tokens", Map.of("refreshToken", token)).expect(401);
  }

  @Test
  void isKnownByItsSecretAlone() {
    String token = make(ann, "READ").at("/token").asText();
    String other = make(ann, "READ").at("/token").asText();
    String mixed = token.substring(0, token.length() - 43) + other.substring(other.length() - 43);

    Stream.of(mixed, token + "x", "msgr_", "msgr_none_" + "a".repeat(43))
        .map(text -> ApiClient.holding(messenger::url, text))
        .forEach(script -> ProblemAnswer.check(script.get("/users/me").expect(401)));
  }

  @Test
  void refusesWishesThatCannotBeGranted() {
    Map<String, Object> tooLong = wish(ann, "READ");
    tooLong.put("expiresAt", Instant.now().plus(Duration.ofDays(400)).toString());
    Map<String, Object> wrong = wish(ann, "READ");
    wrong.put("currentPassword", "not this one");
    Map<String, Object> unnamed = wish(ann, "READ");
    unnamed.put("name", " ");

    Stream.of(tooLong, wrong, unnamed, wish(ann))
        .forEach(wish -> ProblemAnswer.check(ann.post(TOKENS, wish).expect(422)));
    ProblemAnswer.check(ann.post(TOKENS, wish(ann, "EVERYTHING")).expect(400));
  }

  @Test
  void refusesAScopeThatIsNone() {
    Map<String, Object> wish = wish(ann);
    wish.put("scopes", Collections.singletonList(null));

    Answer answer = ann.post(TOKENS, wish).expect(422);
    ProblemAnswer.check(answer);
    assertThat(answer.text()).contains("/scopes");
  }

  @Test
  void areNeverMoreThanFiftyThoughManyAreMadeAtOnce() {
    ApiClient eve = messenger.newUser("eve");
    for (int i = 0; i < 45; i++) {
      make(eve, "READ");
    }

    List<CompletableFuture<Integer>> more =
        IntStream.range(0, 8)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() -> eve.post(TOKENS, wish(eve, "READ")).status()))
            .toList();
    assertThat(more.stream().map(CompletableFuture::join)).containsAnyOf(409).isSubsetOf(201, 409);

    assertThat(eve.get("/users/me/sessions").expect(200).items())
        .filteredOn(session -> !session.at("/scopes").isNull())
        .hasSizeBetween(45, 50);
  }

  @Test
  void isNoted() {
    ApiClient eve = messenger.newUser("eve");
    JsonNode made = make(eve, "READ", "WRITE");

    String entries =
        messenger
            .admin()
            .get("/admin/audit?action=session.started&targetId=" + eve.userId())
            .expect(200)
            .text();

    assertThat(entries).contains("READ WRITE").contains(made.at("/session/id").asText());
    assertThat(entries).doesNotContain(made.at("/token").asText());
  }
}
