package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of what was seen only, and starts that may be repeated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafeChangesAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private Answer change(ApiClient who, String path, String json, String... ifMatch) {
    var request = who.request(path).header("Content-Type", "application/json");
    Stream.of(ifMatch).forEach(line -> request.header("If-Match", line));
    return who.send(request.method("PATCH", BodyPublishers.ofString(json)));
  }

  private Answer start(ApiClient who, String key, String json) {
    return who.send(
        who.request("/conversations")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json)));
  }

  @Test
  void changesOnlyTheConversationThatWasSeen() {
    String path = "/conversations/" + ann.group("One", bob);
    String first = ann.get(path).expect(200).header("ETag");
    assertThat(first).matches("\"[^\"]+\"");

    String second = change(ann, path, "{\"name\":\"Two\"}", first).expect(200).header("ETag");

    assertThat(second).isNotEqualTo(first);
    assertThat(ann.get(path).header("ETag")).isEqualTo(second);
    Answer late = change(ann, path, "{\"name\":\"Three\"}", first).expect(412);
    assertThat(late.problem()).isEqualTo("version-conflict");
    change(ann, path, "{\"name\":\"Three\"}", "W/" + second).expect(412);
    change(ann, path, "{\"archived\":true}", first).expect(412);
    change(ann, path, "{\"name\":\"Three\"}", "no tag").expect(400);
    ann.send(ann.request(path).header("If-Match", first).DELETE()).expect(412);
    assertThat(ann.get(path).at("/name").asText()).isEqualTo("Two");
    change(ann, path, "{\"name\":\"Three\"}", first, second).expect(200);
    change(ann, path, "{\"name\":\"Four\"}", "*").expect(200);
    change(ann, path, "{\"name\":\"Five\"}").expect(200);
    change(bob, path, "{\"name\":\"Six\"}", first).expect(403);
    String last = ann.get(path).header("ETag");
    ann.send(ann.request(path).header("If-Match", last).DELETE()).expect(204);
  }

  @Test
  void letsOneOfTwoSimultaneousChangesWin() throws Exception {
    String path = "/conversations/" + ann.group("One");
    String seen = ann.get(path).header("ETag");

    assertThat(
            together(
                () -> change(ann, path, "{\"name\":\"Mine\"}", seen),
                () -> change(ann, path, "{\"name\":\"Yours\"}", seen)))
        .containsExactlyInAnyOrder(200, 412);
  }

  @Test
  void changesOnlyTheProfileThatWasSeen() {
    ApiClient cid = messenger.newUser("cid");
    String first = cid.get("/users/me").expect(200).header("ETag");

    String second =
        change(cid, "/users/me", "{\"displayName\":\"Cid\"}", first).expect(200).header("ETag");

    assertThat(second).isNotEqualTo(first);
    assertThat(cid.get("/users/me").header("ETag")).isEqualTo(second);
    Answer late = change(cid, "/users/me", "{\"displayName\":\"Late\"}", first).expect(412);
    assertThat(late.problem()).isEqualTo("version-conflict");
    change(cid, "/users/me", "{\"displayName\":\"Late\"}", "no tag").expect(400);
    assertThat(cid.get("/users/me").at("/displayName").asText()).isEqualTo("Cid");
    change(cid, "/users/me", "{\"displayName\":\"Any\"}", "*").expect(200);
  }

  @Test
  void startsAConversationOnceUnderOneKey() throws Exception {
    String json = "{\"type\":\"GROUP\",\"name\":\"Once\",\"memberIds\":[\"" + bob.userId() + "\"]}";
    String key = "start-" + ann.userId();
    Answer first = start(ann, key, json).expect(201);
    change(ann, "/conversations/" + first.id(), "{\"topic\":\"later\"}").expect(200);

    Answer again = start(ann, key, json).expect(200);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.at("/topic").asText()).isEqualTo("later");
    assertThat(start(ann, key, json.replace("Once", "Twice")).expect(422).problem())
        .isEqualTo("idempotency-mismatch");
    assertThat(start(ann, key, json.replace(bob.userId(), ann.userId())).expect(422).problem())
        .isEqualTo("idempotency-mismatch");
    String own = json.replace(bob.userId(), ann.userId());
    assertThat(start(bob, key, own).expect(201).id()).isNotEqualTo(first.id());
    assertThat(bob.get("/conversations/" + first.id() + "/members").expect(200).items()).hasSize(2);
  }

  @Test
  void keepsTheKeyUnderWhichAnExistingPrivateConversationWasFound() {
    String json = "{\"type\":\"PRIVATE\",\"memberIds\":[\"" + bob.userId() + "\"]}";
    String key = "found-" + ann.userId();
    String room = ann.privateWith(bob);

    Answer found = start(ann, key, json).expect(200);
    Answer again = start(ann, key, json).expect(200);

    assertThat(List.of(found.id(), again.id())).containsOnly(room);
    assertThat(found.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(start(ann, key, "{\"type\":\"GROUP\",\"name\":\"Other\"}").expect(422).problem())
        .isEqualTo("idempotency-mismatch");
    start(ann, key, json.replace(bob.userId(), ann.userId())).expect(422);
    start(bob, key, json.replace(bob.userId(), ann.userId())).expect(200);
    start(ann, key + "-later", json).expect(200);
  }

  @Test
  void startsOneConversationForManySimultaneousRequests() throws Exception {
    String key = "storm-" + ann.userId();
    String json = "{\"type\":\"CHANNEL\",\"name\":\"Storm\"}";
    List<Callable<Answer>> starts =
        IntStream.range(0, 8).<Callable<Answer>>mapToObj(i -> () -> start(ann, key, json)).toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = threads.invokeAll(starts);
      assertThat(answers)
          .extracting(answer -> answer.get().id())
          .containsOnly(start(ann, key, json).id());
      assertThat(answers).extracting(answer -> answer.get().status()).containsOnlyOnce(201);
    }
  }

  @Test
  void findsAPrivateConversationUnderAnyKey() {
    String json = "{\"type\":\"PRIVATE\",\"memberIds\":[\"" + bob.userId() + "\"]}";
    ApiClient dan = messenger.newUser("dan");
    String id = start(dan, "one", json).expect(201).id();

    assertThat(start(dan, "one", json).expect(200).header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(start(dan, "two", json).expect(200).id()).isEqualTo(id);
    start(dan, "one", "{\"type\":\"GROUP\",\"name\":\"Other\"}").expect(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with blank", "x129"})
  void refusesAKeyThatNoHeaderShouldHave(String key) {
    String sent = key.equals("x129") ? "x".repeat(129) : key;
    Answer refused = start(ann, sent, "{\"type\":\"GROUP\",\"name\":\"No\"}").expect(400);
    assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("Idempotency-Key");
  }

  @SafeVarargs
  private static List<Integer> together(Callable<Answer>... calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = threads.invokeAll(List.of(calls));
      return List.of(answers.getFirst().get().status(), answers.getLast().get().status());
    }
  }
}
