package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers, filters and whole files, as clients meet them. */
class MessageDoorsAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private Answer send(String room, String body, @Nullable String field, @Nullable String header) {
    String key = field == null ? "" : ",\"clientMessageId\":\"" + field + "\"";
    String json = "{\"conversationId\":\"" + room + "\",\"body\":\"" + body + "\"" + key + "}";
    var request = ann.request("/messages").header("Content-Type", "application/json");
    return ann.send(
        (header == null ? request : request.header("Idempotency-Key", header))
            .POST(BodyPublishers.ofString(json)));
  }

  @Test
  void takesTheKeyFromTheHeaderToo() {
    String room = ann.privateWith(bob);
    Answer first = send(room, "once", null, "key-1").expect(201);

    assertThat(first.at("/clientMessageId").asText()).isEqualTo("key-1");
    assertThat(send(room, "once", null, "key-1").expect(200).json()).isEqualTo(first.json());
    assertThat(send(room, "once", "key-1", "key-1").expect(200).json()).isEqualTo(first.json());
    assertThat(send(room, "once", "key-1", null).expect(200).json()).isEqualTo(first.json());
    Answer conflict = send(room, "once", "key-1", "key-2").expect(422);
    assertThat(conflict.at("/errors/0/pointer").asText()).isEqualTo("/clientMessageId");
    assertThat(send(room, "other", null, "key-1").expect(422).problem())
        .isEqualTo("idempotency-mismatch");
    assertThat(bob.history(room)).hasSize(1);
  }

  private Answer edit(String id, String body, String... ifMatch) {
    var request = ann.request("/messages/" + id).header("Content-Type", "application/json");
    Stream.of(ifMatch).forEach(line -> request.header("If-Match", line));
    return ann.send(
        request.method("PATCH", BodyPublishers.ofString("{\"body\":\"" + body + "\"}")));
  }

  private Answer delete(String id, String ifMatch) {
    return ann.send(ann.request("/messages/" + id).header("If-Match", ifMatch).DELETE());
  }

  @Test
  void changesOnlyAVersionThatWasSeen() {
    String id = ann.send(ann.privateWith(bob), "one").get("id").asText();
    String first = ann.get("/messages/" + id).expect(200).header("ETag");

    edit(id, "one", "W/" + first).expect(412);
    String second = edit(id, "two", first).expect(200).header("ETag");

    assertThat(second).isNotEqualTo(first);
    assertThat(ann.get("/messages/" + id).expect(200).header("ETag")).isEqualTo(second);
    edit(id, "three", first).expect(412);
    edit(id, "three", "W/" + second).expect(412);
    edit(id, "three", "\"other\"").expect(412);
    edit(id, "three", second.replace("\"", "")).expect(400);
    String third = edit(id, "three", first + ", " + second).expect(200).header("ETag");
    edit(id, "four", "*").expect(200);
    delete(id, third).expect(412);
    delete(id, ann.get("/messages/" + id).expect(200).header("ETag")).expect(204);
  }

  @Test
  void takesAListOfVersionsOverSeveralLinesAlsoOfAnEditThatIsRepeated() {
    String id = ann.send(ann.privateWith(bob), "one").get("id").asText();
    String first = ann.get("/messages/" + id).expect(200).header("ETag");

    edit(id, "two", "\"other\"", "W/" + first).expect(412);
    String second = edit(id, "two", "\"other\"", first).expect(200).header("ETag");

    assertThat(second).isNotEqualTo(first);
    assertThat(edit(id, "two", "\"77\"", first).expect(200).header("ETag")).isEqualTo(second);
    edit(id, "three", "\"77\"", first).expect(412);
    edit(id, "three", second, "*").expect(400);
  }

  @Test
  void letsOneOfTwoSimultaneousEditsOfAVersionWin() throws Exception {
    String id = ann.send(ann.privateWith(bob), "one").get("id").asText();
    String tag = ann.get("/messages/" + id).expect(200).header("ETag");
    List<Callable<Answer>> edits =
        List.of(() -> edit(id, "mine", tag), () -> edit(id, "yours", tag));

    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(edits)) {
        answers.add(answer.get().status());
      }
    }

    assertThat(answers).containsExactlyInAnyOrder(200, 412);
    assertThat(ann.get("/messages/" + id + "/edits").expect(200).items()).hasSize(1);
  }

  @Test
  void mentionsAllForAdminsOnly() {
    String room = ann.group("team", bob);

    assertThat(ann.send(room, "@all: news").get("mentionsAll").asBoolean()).isTrue();
    assertThat(bob.send(room, "@all: news").get("mentionsAll").asBoolean()).isFalse();
    ann.patch("/conversations/" + room + "/members/" + bob.userId(), Map.of("role", "ADMIN"))
        .expect(200);
    assertThat(bob.send(room, "@all: news").get("mentionsAll").asBoolean()).isTrue();
  }

  private static List<String> export(ApiClient reader, String room) {
    Answer file = reader.get("/messages/export?conversationId=" + room).expect(200);
    assertThat(file.header("Content-Type")).startsWith("application/jsonl");
    return file.text().lines().toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void exportsWhatTheCallerSeesOneMessageALine() {
    String room = ann.group("team");
    String before = ann.send(room, "before bob").get("id").asText();
    ann.post("/conversations/" + room + "/members", Map.of("userId", bob.userId())).expect(201);
    String after = ann.send(room, "two\nlines").get("id").asText();

    Awaitility.await("no status changes between the answers that are compared")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            ann.history(room).stream()
                .noneMatch(message -> message.at("/status").asText().equals("SENT")));
    List<JsonNode> own = export(ann, room).stream().map(MessageDoorsAcceptanceIT::parsed).toList();
    List<JsonNode> seen = export(bob, room).stream().map(MessageDoorsAcceptanceIT::parsed).toList();

    assertThat(own).isEqualTo(ann.history(room));
    assertThat(own).extracting(message -> message.at("/id").asText()).contains(before, after);
    assertThat(seen).isEqualTo(bob.history(room));
    assertThat(seen)
        .extracting(message -> message.at("/id").asText())
        .contains(after)
        .doesNotContain(before);
    ann.delete("/conversations/" + room + "/members/" + bob.userId()).expect(204);
    bob.get("/messages/export?conversationId=" + room).expect(404);
    ann.get("/messages/export").expect(400);
  }

  private static List<Long> found(ApiClient reader, String room, String... filters) {
    String query = Stream.of(filters).map(filter -> "&" + filter).collect(Collectors.joining());
    return reader.get("/messages?conversationId=" + room + query).expect(200).items().stream()
        .map(hit -> hit.at("/seq").asLong())
        .toList();
  }

  @Test
  void searchesByProperties() {
    String room = ann.group("team", bob);
    JsonNode first = ann.send(room, "one");
    String file = bob.upload("a.txt", "text/plain", new byte[] {'a'}).expect(201).id();
    bob.post("/messages", Map.of("conversationId", room, "attachments", List.of(file))).expect(201);
    ann.patch("/conversations/" + room, Map.of("name", "crew")).expect(200);
    String start = first.get("createdAt").asText();
    String end = Instant.parse(start).plus(Duration.ofDays(1)).toString();

    assertThat(found(bob, room, "senderId=" + bob.userId())).containsExactly(2L);
    assertThat(found(bob, room, "senderId=" + ann.userId())).containsExactly(3L, 1L);
    assertThat(found(bob, room, "kind=SYSTEM")).containsExactly(3L);
    assertThat(found(bob, room, "hasAttachment=true")).containsExactly(2L);
    assertThat(found(bob, room, "hasAttachment=false")).containsExactly(3L, 1L);
    assertThat(found(bob, room, "from=" + start, "to=" + end)).containsExactly(3L, 2L, 1L);
    assertThat(found(bob, room, "to=" + start)).isEmpty();
    assertThat(found(bob, room, "from=" + end)).isEmpty();
    assertThat(found(bob, room, "q=one", "senderId=" + bob.userId())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, 1, 200", "1001, 1, 400", "63, 32, 200", "65, 33, 200"})
  void boundsWhatIsSearchedFor(int length, int words, int status) {
    String q =
        words == 1
            ? "x".repeat(length)
            : IntStream.range(0, words)
                .mapToObj(i -> Character.toString(i < 26 ? 'a' + i : '0' + i - 26))
                .collect(Collectors.joining(" "));
    assertThat(q).hasSize(length);

    Answer answer = ann.get("/messages?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));

    answer.expect(status);
    if (status == 400) {
      assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("q");
    }
  }

  @Test
  void pagesPins() {
    String room = ann.privateWith(bob);
    for (int i = 1; i <= 3; i++) {
      String id = ann.send(room, "m" + i).get("id").asText();
      ann.post("/messages/" + id + "/pin").expect(204);
    }
    String pins = "/messages?pinned=true&limit=2&conversationId=" + room;

    Answer first = bob.get(pins).expect(200);
    Answer second = bob.get(pins + "&cursor=" + first.at("/next").asText()).expect(200);

    assertThat(Stream.concat(first.items().stream(), second.items().stream()))
        .extracting(message -> message.at("/body").asText())
        .containsExactly("m3", "m2", "m1");
    assertThat(second.at("/next").isNull()).isTrue();
    bob.get(pins + "&cursor=bm9uZQ").expect(400);
  }

  @Test
  void pagesTheRecipientsOfAMessage() {
    ApiClient[] others =
        Stream.of("cat", "dan", "eve", "fay").map(messenger::newUser).toArray(ApiClient[]::new);
    String room = ann.group("team", others);
    String status = "/messages/" + ann.send(room, "all").get("id").asText() + "/status?limit=3";
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ann.get(status).expect(200).at("/status").asText().equals("DELIVERED"));

    Answer first = ann.get(status).expect(200);
    Answer second = ann.get(status + "&cursor=" + first.at("/next").asText()).expect(200);

    assertThat(first.at("/recipients")).hasSize(3);
    assertThat(second.at("/next").isNull()).isTrue();
    assertThat(
            Stream.concat(
                first.at("/recipients").findValuesAsText("userId").stream(),
                second.at("/recipients").findValuesAsText("userId").stream()))
        .containsExactlyElementsOf(Stream.of(others).map(ApiClient::userId).sorted().toList());
    ann.get(status + "&cursor=%25").expect(400);
  }
}
