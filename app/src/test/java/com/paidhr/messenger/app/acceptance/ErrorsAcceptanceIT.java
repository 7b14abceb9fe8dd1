package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is problem details that say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsAcceptanceIT {
  private static final int MAX_JSON_BODY = 524_288;

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient admin = messenger.admin();
  private final ApiClient other = messenger.newUser("other");
  private final String room = admin.group("Errors", other);
  private final String message = admin.send(room, "Hello").at("/id").asText();
  private final String report =
      other.post("/messages/" + message + "/report", Map.of("reason", "Errors")).expect(201).id();
  private final String webhook =
      admin
          .post("/users/me/webhooks", Map.of("url", "https://8.8.8.8/hook", "active", false))
          .expect(201)
          .at("/webhook/id")
          .asText();

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing-here",
    "POST, /nothing-here",
    "GET, /users/me/nothing",
    "GET, /conversations/no-such-id",
    "GET, /messages/%20",
    "GET, /messages/%F0%9F%98%80",
    "DELETE, /tokens",
  })
  void answersUnknownRoutesAndIds(String method, String path) {
    Answer answer = admin.send(admin.request(path).method(method, BodyPublishers.noBody()));

    ProblemAnswer.check(answer);
    answer.expect(path.equals("/tokens") ? 405 : 404);
    assertThat(answer.at("/instance").asText()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%EF%BC%90%EF%BC%95", "%2B5", "0x5", "5.0", "5e0", "%D9%A5", "", "1_0"})
  void readsNumbersInAsciiDigitsAlone(String limit) {
    Answer answer = admin.get("/conversations?limit=" + limit).expect(400);

    ProblemAnswer.check(answer);
    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void readsJsonInUtf8Alone(String charset) {
    byte[] body = "{\"name\":\"Renamed\"}".getBytes(Charset.forName(charset));

    Answer answer =
        admin.send(
            admin
                .request("/conversations/" + room)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(body)));

    ProblemAnswer.check(answer.expect(400));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /users, 'GET,POST'",
    "PUT, /messages, 'GET,POST'",
    "PATCH, /tokens, POST",
    "POST, /users/me, 'GET,PATCH'",
  })
  void saysWhichMethodsAreAllowed(String method, String path, String allowed) {
    Answer answer =
        admin.send(admin.request(path).method(method, BodyPublishers.noBody())).expect(405);

    ProblemAnswer.check(answer);
    assertThat(answer.header("Allow").split(", ?")).contains(allowed.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "image/png"})
  void refusesOtherMediaTypes(String type) {
    Answer answer =
        admin.send(
            admin
                .request("/messages")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}")));

    ProblemAnswer.check(answer.expect(415));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"username\":",
        "{\"username\":\"a\"",
        "{\"username\":\"a\"} {}",
        "{\"username\":\"a\"}x",
        "{\"username\":\"a\",\"username\":\"b\"}",
        "{'username':'a'}",
        "{\"username\":NaN}",
        "{\"username\":\"\\ud83d\"}",
        "{\"username\":\"\u0001\"}",
        "\u0000",
        "[]",
        "null",
        "42",
      })
  void refusesWhatIsNotTheJsonAskedFor(String body) {
    Answer answer = admin.post("/users", body);

    ProblemAnswer.check(answer.expect(400));
    assertThat(answer.problem()).isEqualTo("malformed-request");
  }

  @ParameterizedTest
  @CsvSource({
    "/users, '{\"usernam\":\"a\"}', /usernam",
    "/users, '{\"username\":{}}', /username",
    "/users, '{\"username\":7}', /username",
    "/conversations, '{\"type\":\"PRIVATE\",\"memberIds\":\"x\"}', /memberIds",
    "/conversations, '{\"type\":\"NONSENSE\"}', /type",
    "/conversations, '{\"type\":0}', /type",
    "/conversations, '{\"a/b~c\":1}', /a~1b~0c",
  })
  void pointsAtTheFieldAtFault(String path, String body, String pointer) {
    Answer answer = admin.post(path, body).expect(400);

    ProblemAnswer.check(answer);
    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/messages|{'sendAt':'TIME'}|/sendAt",
        "POST|/conversations/ROOM/invites|{'expiresAt':'TIME'}|/expiresAt",
        "PUT|/admin/network-profiles/user:x|{'expiresAt':'TIME'}|/expiresAt",
        "PUT|/admin/network-profiles/user:x|{'outages':[{'from':'TIME'}]}|/outages/0/from"
      })
  void refusesTimesThatNoStoreKeeps(String method, String path, String body, String pointer) {
    String json = body.replace('\'', '"').replace("TIME", "+300000000-01-01T00:00:00Z");

    Answer answer = admin.withJson(method, path.replace("ROOM", room), json).expect(400);

    ProblemAnswer.check(answer);
    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void refusesBytesThatAreNotUnicode() {
    byte[] body = "{\"username\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
    body[13] = (byte) 0xC3;
    body[14] = (byte) 0x28;

    ProblemAnswer.check(json("/users", BodyPublishers.ofByteArray(body)).expect(400));
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 1_001, 100_000})
  void refusesDeepNesting(int depth) {
    ProblemAnswer.check(admin.post("/messages", nested(depth)).expect(400));
  }

  @Test
  void refusesLargeBodiesOfKnownLength() {
    ProblemAnswer.check(admin.post("/messages", "{" + " ".repeat(MAX_JSON_BODY)).expect(413));
  }

  @Test
  void refusesLargeBodiesInChunks() {
    byte[] body = ("{" + " ".repeat(MAX_JSON_BODY)).getBytes(StandardCharsets.US_ASCII);

    Answer answer =
        json("/messages", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    ProblemAnswer.check(answer.expect(413));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YWRtaW46YWRtaW4=", "x"})
  void asksForAToken(String authorization) {
    ApiClient anonymous = messenger.anonymous();
    var request = anonymous.request("/users/me").GET();

    Answer answer =
        anonymous.send(
            authorization.isEmpty() ? request : request.header("Authorization", authorization));

    ProblemAnswer.check(answer.expect(401));
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @CsvSource({
    "/users?unknown=1, unknown",
    "/users?limit=1&limit=2, limit",
    "/users?limit=0, limit",
    "/users?limit=201, limit",
    "/users?limit=many, limit",
    "/users?limit=99999999999, limit",
    "/users?cursor=%00, cursor",
    "/conversations?scope=all, scope",
    "/messages?conversationId=x&before=x, before",
    "/messages?conversationId=x&from=%2B300000000-01-01T00:00:00Z, from",
    "/messages?conversationId=x&to=-300000000-01-01T00:00:00Z, to",
  })
  void namesTheParameterAtFault(String path, String parameter) {
    Answer answer = admin.get(path).expect(400);

    ProblemAnswer.check(answer);
    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/conversations?",
        "/conversations?scope=public&",
        "/conversations/ROOM/members?",
        "/admin/audit?",
        "/messages?conversationId=ROOM&",
        "/messages?conversationId=ROOM&pinned=true&",
        "/messages?conversationId=ROOM&kind=TEXT&",
        "/messages?conversationId=ROOM&q=hello&",
        "/messages?threadOf=MESSAGE&",
        "/messages/scheduled?",
        "/messages/MESSAGE/status?",
      })
  void refusesCursorsThatTheListDidNotHandOut(String list) {
    String path = list.replace("ROOM", room).replace("MESSAGE", message);
    List<String> foreign = List.of("", "no position", ":", "-:-", "5:a b", "-1:", "é");
    refusesCursors(path, foreign);
    if (list.matches(".*(threadOf|kind|q)=.*")) { // these go by seq
      refusesCursors(path, List.of("-9223372036854775808", "-1", "0", "9223372036854775807"));
    }
  }

  private void refusesCursors(String path, List<String> positions) {
    for (String position : positions) {
      Answer answer = admin.get(path + "cursor=" + PageRequest.encode(position));

      assertThat(answer.status()).as("%s at %s", position, path).isEqualTo(400);
      ProblemAnswer.check(answer);
      assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("cursor");
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesHostileBodiesEverywhere() {
    List<OpenApiDocument.Operation> operations =
        OpenApiDocument.of(messenger).operations().stream()
            .filter(OpenApiDocument.Operation::takesJson)
            .toList();
    assertThat(operations).hasSizeGreaterThan(10);
    return operations.stream()
        .flatMap(operation ->
            hostile().entrySet().stream()
                .map(body ->
                    dynamicTest(
                        operation + " " + body.getKey(),
                        () -> refuses(operation, body.getKey(), body.getValue()))));
  }

  private void refuses(OpenApiDocument.Operation operation, String kind, String body) {
    String path = existing(operation.path());
    boolean mayBeEmpty = !operation.json().at("/requestBody/required").asBoolean();

    Answer answer = admin.withJson(operation.method(), path, body);

    if (mayBeEmpty && answer.status() < 300) {
      assertThat(kind).isIn("empty", "null");
      return;
    }
    ProblemAnswer.check(answer);
    assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
  }

  /** The path with ids of things that exist, so that it is the body that is refused. */
  private String existing(String path) {
    String filled =
        path.replace("/conversations/{id}", "/conversations/" + room)
            .replace("/messages/{id}", "/messages/" + message)
            .replace("/admin/users/{id}", "/admin/users/" + other.userId())
            .replace("/webhooks/{id}", "/webhooks/" + webhook)
            .replace("/admin/reports/{id}", "/admin/reports/" + report)
            .replace("{userId}", other.userId())
            .replace("{scope}", "user:" + other.userId());
    assertThat(filled).doesNotContain("{");
    return filled;
  }

  private static Map<String, String> hostile() {
    return Map.of(
        "empty", "",
        "list", "[]",
        "null", "null",
        "text", "\"x\"",
        "unknown field", "{\"zz_unknown\":1}",
        "truncated", "{\"a\":",
        "nested", nested(5_000));
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private Answer json(String path, BodyPublisher body) {
    return admin.send(admin.request(path).header("Content-Type", "application/json").POST(body));
  }
}
