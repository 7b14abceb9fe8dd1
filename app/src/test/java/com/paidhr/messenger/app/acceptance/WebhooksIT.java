package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.acceptance.HookReceiver.Hook;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events posted to a receiver of the user's: in order, signed, again after failures. */
class WebhooksIT {
  private static final String HOOKS = "/users/me/webhooks";

  private static final RunningMessenger MESSENGER =
      RunningMessenger.with()
          .env("MONGODB_URI", TestStores.mongoUri())
          .env("MONGODB_DATABASE", TestStores.freshDatabase())
          .env("REDIS_URI", TestStores.redisUri().toString())
          .env("WEBHOOKS_ALLOW_HTTP", "true")
          .env("WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1")
          .env("WEBHOOKS_PER_USER", "2")
          .env("WEBHOOKS_TIMEOUT", "PT2S")
          .env("WEBHOOKS_POLL", "PT1S")
          .env("WEBHOOKS_MAX_ATTEMPTS", "3")
          .env("WEBHOOKS_BACKOFF_BASE", "PT0.05S")
          .env("WEBHOOKS_BACKOFF_CAP", "PT0.1S")
          .start();

  private final HookReceiver receiver = new HookReceiver();
  private final ApiClient ann = MESSENGER.newUser("ann");
  private final ApiClient bob = MESSENGER.newUser("bob");

  @AfterAll
  static void stop() {
    MESSENGER.close();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Map<String, Object> wish(String... types) {
    return new HashMap<>(Map.of("url", receiver.url(), "types", List.of(types)));
  }

  private JsonNode register(Map<String, Object> wish) {
    return ann.post(HOOKS, wish).expect(201).json();
  }

  private static String path(JsonNode made) {
    return HOOKS + "/" + made.at("/webhook/id").asText();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  private void awaitTexts(String... texts) {
    await().untilAsserted(() -> assertThat(receiver.texts()).containsExactly(texts));
  }

  @Test
  void postsWhatTheStreamTellsInOrderAndSigned() {
    String room = ann.privateWith(bob);
    String cursor = ann.get("/events/poll?wait=0").expect(200).at("/cursor").asText();
    JsonNode made = register(wish("message.created"));
    String[] texts = IntStream.range(0, 30).mapToObj(i -> "Number " + i).toArray(String[]::new);

    Stream.of(texts).forEach(text -> bob.send(room, text));

    awaitTexts(texts);
    assertThat(receiver.hooks())
        .allMatch(hook -> hook.isSignedWith(made.at("/secret").asText()))
        .extracting(Hook::id)
        .allMatch(id -> id.startsWith("evt_"))
        .doesNotHaveDuplicates();
    JsonNode told = ann.get("/events/poll?wait=0&cursor=" + cursor).expect(200).at("/events");
    JsonNode first =
        Stream.iterate(0, i -> i + 1)
            .map(told::get)
            .filter(event -> event.at("/type").asText().equals("message.created"))
            .findFirst()
            .orElseThrow();
    assertThat(receiver.hooks().getFirst().json().at("/cursor")).isEqualTo(first.at("/cursor"));
    assertThat(receiver.hooks().getFirst().json().at("/message/id"))
        .isEqualTo(first.at("/message/id"));
    JsonNode shown = ann.get(path(made)).expect(200).json();
    assertThat(shown.at("/state").asText()).isEqualTo("SENDING");
    assertThat(shown.toString()).doesNotContain("whsec_");
  }

  @Test
  void triesAgainUnderTheSameId() {
    String room = ann.privateWith(bob);
    receiver.answer(hook -> receiver.hooks().isEmpty() ? 500 : 200);
    register(wish("message.created"));

    bob.send(room, "First");
    bob.send(room, "Second");

    awaitTexts("First", "Second");
    List<Hook> hooks = receiver.hooks();
    assertThat(hooks.get(0).status()).isEqualTo(500);
    assertThat(hooks.get(1).id()).isEqualTo(hooks.get(0).id());
  }

  @Test
  void keepsWhatIsGivenUpForAReplay() {
    String room = ann.privateWith(bob);
    receiver.answer(hook -> hook.text().contains("poison") ? 500 : 200);
    JsonNode made = register(wish("message.created"));
    String letters = path(made) + "/dead-letters";

    List.of("One", "poison", "Two", "more poison", "Three").forEach(text -> bob.send(room, text));

    awaitTexts("One", "Two", "Three");
    List<JsonNode> dead = ann.get(letters).expect(200).items();
    assertThat(dead).hasSize(2);
    assertThat(dead.getFirst().at("/attempts").asInt()).isEqualTo(3);
    assertThat(dead.getFirst().at("/error").asText()).isEqualTo("answered 500");
    assertThat(dead.toString()).doesNotContain("poison");
    ProblemAnswer.check(bob.get(letters).expect(404));
    ProblemAnswer.check(bob.post(letters + "/replay").expect(404));

    ann.post(letters + "/replay").expect(202);
    await()
        .untilAsserted(() ->
            assertThat(ann.get(letters).expect(200).items())
                .extracting(
                    one -> one.at("/attempts").asInt(), one -> one.at("/replaying").asBoolean())
                .containsExactly(tuple(3, false), tuple(4, false)));

    receiver.answer(hook -> 200);
    String newest = dead.getFirst().at("/id").asText();
    ann.post(letters + "/" + newest + "/replay").expect(202);
    awaitTexts("One", "Two", "Three", "more poison");
    assertThat(receiver.hooks().getLast().id()).isEqualTo(newest);
    assertThat(ann.post(letters + "/replay").expect(202).at("/replaying").asInt()).isEqualTo(1);
    awaitTexts("One", "Two", "Three", "more poison", "poison");
    await().untilAsserted(() -> assertThat(ann.get(letters).expect(200).items()).isEmpty());
  }

  @Test
  void tellsNothingOfWhatTheUserMayNotSeeAnyMore() {
    String room = bob.group("Secrets", ann);
    receiver.answer(hook -> hook.text().contains("secret") ? 500 : 200);
    JsonNode made = register(Map.of("url", receiver.url()));
    bob.send(room, "secret given up");
    await().until(() -> !ann.get(path(made) + "/dead-letters").expect(200).items().isEmpty());
    ann.patch(path(made), Map.of("active", false)).expect(200);
    receiver.answer(hook -> 200);
    bob.send(room, "secret of later");
    bob.delete("/conversations/" + room + "/members/" + ann.userId()).expect(204);

    ann.patch(path(made), Map.of("active", true)).expect(200);
    ann.post(path(made) + "/dead-letters/replay").expect(202);

    await()
        .untilAsserted(() ->
            assertThat(receiver.hooks())
                .anyMatch(hook -> hook.type().equals("member.left") && hook.status() == 200));
    await()
        .untilAsserted(
            () -> assertThat(ann.get(path(made) + "/dead-letters").expect(200).items()).isEmpty());
    assertThat(receiver.texts()).noneMatch(text -> text.contains("secret"));
  }

  @Test
  void goesOnWithoutLossAfterACrash() {
    String room = ann.privateWith(bob);
    receiver.answer(hook -> 503);
    JsonNode made = register(wish("message.created"));
    ann.patch(path(made), Map.of("active", false)).expect(200);
    IntStream.range(0, 5).forEach(i -> bob.send(room, "Before " + i));
    ann.patch(path(made), Map.of("active", true)).expect(200);
    await().until(() -> !receiver.hooks().isEmpty());

    MESSENGER.kill();
    receiver.answer(hook -> 200);
    MESSENGER.restart();
    bob.renew();
    bob.send(room, "After");

    await().untilAsserted(() -> assertThat(receiver.texts()).endsWith("After"));
    ann.renew();
    Stream<String> dead =
        ann.get(path(made) + "/dead-letters").expect(200).items().stream()
            .map(letter -> letter.at("/id").asText());
    Stream<String> taken =
        receiver.hooks().stream().filter(hook -> hook.status() == 200).map(Hook::id);
    assertThat(Stream.concat(dead, taken).distinct()).hasSize(6);
  }

  @Test
  void pausesWhereTheReceiverIsGoneUntilTheOwnerSaysSo() {
    String room = ann.privateWith(bob);
    receiver.answer(hook -> 410);
    JsonNode made = register(wish("message.created"));
    bob.send(room, "Hello");
    await().until(() -> ann.get(path(made)).expect(200).at("/state").asText().equals("GONE"));
    assertThat(receiver.hooks()).hasSize(1);
    ProblemAnswer.check(ann.post(path(made) + "/dead-letters/replay").expect(409));

    receiver.answer(hook -> 200);
    ann.patch(path(made), Map.of("active", true)).expect(200);

    awaitTexts("Hello");
  }

  @Test
  void testsAReceiverWithinBounds() {
    JsonNode made = register(wish());
    Answer tested = ann.post(path(made) + "/test").expect(200);
    assertThat(tested.at("/delivered").asBoolean()).isTrue();
    assertThat(tested.at("/status").asInt()).isEqualTo(204);
    assertThat(receiver.hooks().getFirst().type()).isEqualTo("webhook.test");

    receiver.answer(hook -> 302);
    assertThat(ann.post(path(made) + "/test").expect(200).at("/error").asText()).contains("302");
    assertThat(receiver.hooks()).hasSize(2);

    CountDownLatch end = new CountDownLatch(1);
    receiver.answer(hook -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 200;
    });
    Answer slow = ann.post(path(made) + "/test").expect(200);
    end.countDown();
    assertThat(slow.at("/status").isNull()).isTrue();
    assertThat(slow.at("/error").asText()).isEqualTo("no answer in time");
    assertThat(slow.at("/durationMs").asLong()).isBetween(2_000L, 30_000L);
  }

  @Test
  void callsNoInnerAddressAndTakesNoOtherUrl() {
    Stream.of(
            "http://10.0.0.1/",
            "http://127.0.0.2/",
            "http://2130706434/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://nowhere.invalid/",
            "http://user:password@127.0.0.1/",
            "http://127.0.0.1/#part",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "http:///path",
            "/hook",
            "",
            "http://127.0.0.1/" + "a".repeat(2_048))
        .forEach(url -> {
          Answer refused = ann.post(HOOKS, Map.of("url", url)).expect(422);
          ProblemAnswer.check(refused);
          assertThat(refused.at("/errors/0/pointer").asText()).as(url).isEqualTo("/url");
        });
    Answer none = ann.post(HOOKS, Map.of()).expect(422);
    assertThat(none.at("/errors/0/detail").asText()).isEqualTo("This field is required");
    Answer unknown = ann.post(HOOKS, wish("message.read", "typing", "a".repeat(50))).expect(422);
    assertThat(unknown.at("/errors/0/pointer").asText()).isEqualTo("/types");
    assertThat(unknown.at("/errors/0/detail").asText())
        .startsWith(
            "No such events: " + "a".repeat(40) + "…, typing. There are conversation.created,")
        .contains(", message.read,");
    ProblemAnswer.check(ann.post(HOOKS, "{\"url\":\"x\",\"types\":[null]}").expect(422));
    ProblemAnswer.check(ann.post(HOOKS, "{\"url\":\"x\",\"conversationIds\":[null]}").expect(422));
    assertThat(ann.get(HOOKS).expect(200).items()).isEmpty();
  }

  @Test
  void belongsToItsOwnerAndEndsWithTheAccount() {
    String room = ann.privateWith(bob);
    JsonNode made = register(wish("message.created"));
    ProblemAnswer.check(bob.get(path(made)).expect(404));
    ProblemAnswer.check(bob.patch(path(made), Map.of("active", false)).expect(404));
    ProblemAnswer.check(bob.delete(path(made)).expect(404));
    JsonNode second = register(wish("message.created"));
    ProblemAnswer.check(ann.post(HOOKS, wish()).expect(409));
    ann.delete(path(second)).expect(204);
    String secret = ann.post(path(made) + "/secret").expect(200).at("/secret").asText();
    bob.send(room, "Signed twice");
    awaitTexts("Signed twice");
    assertThat(receiver.hooks().getFirst())
        .matches(hook -> hook.isSignedWith(secret))
        .matches(hook -> hook.isSignedWith(made.at("/secret").asText()));

    MESSENGER.admin().patch("/admin/users/" + ann.userId(), Map.of("active", false)).expect(200);
    try (HookReceiver bobs = new HookReceiver()) {
      bob.post(HOOKS, Map.of("url", bobs.url(), "types", List.of("message.created"))).expect(201);
      bob.send(room, "To nobody");
      await().untilAsserted(() -> assertThat(bobs.texts()).containsExactly("To nobody"));
    }
    assertThat(receiver.texts()).containsExactly("Signed twice");
    MESSENGER.admin().patch("/admin/users/" + ann.userId(), Map.of("active", true)).expect(200);
    bob.send(room, "Back again");
    await().untilAsserted(() -> assertThat(receiver.texts()).endsWith("Back again"));

    assertThat(
            MESSENGER
                .admin()
                .get("/admin/audit?limit=200&actorId=" + ann.userId())
                .expect(200)
                .items())
        .extracting(entry -> entry.at("/action").asText())
        .contains("webhook.created", "webhook.deleted", "webhook.secret-rotated");
  }

  @Test
  void takesATokenThatReadsAndWrites() {
    Stream.of(List.of("READ"), List.of("WRITE"), List.of("READ", "WRITE"))
        .forEach(scopes -> {
          ApiClient script =
              ApiClient.holding(
                  MESSENGER::url,
                  ann.post(
                          "/users/me/access-tokens",
                          Map.of(
                              "name", "bot", "scopes", scopes, "currentPassword", ann.password()))
                      .expect(201)
                      .at("/token")
                      .asText());
          script.post(HOOKS, wish()).expect(scopes.size() == 2 ? 201 : 403);
          script.get(HOOKS).expect(scopes.contains("READ") ? 200 : 403);
        });
  }
}
