package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.acceptance.MatrixPlace.Cast;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every endpoint × every actor × every kind of conversation answers as the table in docs says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final Cast cast =
      new Cast(
          Map.of(
              "stranger", messenger.newUser("stranger"),
              "former", messenger.newUser("former"),
              "member", messenger.newUser("member"),
              "admin", messenger.newUser("admin"),
              "owner", messenger.newUser("owner"),
              "org admin", messenger.admin()),
          messenger.newUser("target"),
          messenger.newUser("extra"));
  private final String foreign = ForeignToken.like(cast.actor("member").accessToken());
  private final Map<String, MatrixPlace> unused = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> answersAsTheTableSays() {
    List<AccessMatrix.Row> rows = AccessMatrix.read();
    assertThat(rows).hasSizeGreaterThan(50);
    return rows.stream()
        .flatMap(row ->
            row.expected().entrySet().stream()
                .map(cell ->
                    DynamicTest.dynamicTest(
                        row.request() + " " + row.kind() + " " + cell.getKey(),
                        () -> check(row, cell.getKey(), cell.getValue()))));
  }

  private void check(AccessMatrix.Row row, String actor, int expected) {
    MatrixPlace place = unused.computeIfAbsent(row.kind(), kind -> MatrixPlace.make(kind, cast));
    boolean changes = !row.request().startsWith("GET") && expected < 300;
    if (changes) {
      unused.remove(row.kind());
    }

    Answer answer = ask(row.request(), place, actor);

    assertThat(answer.status()).as("%s by %s: %s", row, actor, answer).isEqualTo(expected);
    if (expected >= 400) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  private Answer ask(String request, MatrixPlace place, String actor) {
    String[] words = request.split(" ");
    String path =
        words[1]
            .replace("{id}", place.id())
            .replace("{target}", place.targetId())
            .replace("{message}", place.message())
            .replace("{scheduled}", place.scheduled())
            .replace("{invite}", place.inviteId())
            .replace("{token}", place.token());
    if (path.equals("/admin/visibility")) {
      path += "?userId=" + place.targetId() + "&messageId=" + place.message();
    }
    String body = words.length > 2 ? body(words[2], place) : "";
    ApiClient client = client(actor);
    HttpRequest.Builder builder = client.request(path);
    if (actor.equals("other")) {
      builder.header("Authorization", "Bearer " + foreign);
    }
    if (!body.isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    return client.send(builder.method(words[0], BodyPublishers.ofString(body)));
  }

  private ApiClient client(String actor) {
    return switch (actor) {
      case "no token", "other" -> messenger.anonymous();
      default -> cast.actor(actor);
    };
  }

  private String body(String name, MatrixPlace place) {
    return switch (name) {
      case "rename" -> "{\"name\":\"Renamed\"}";
      case "restore" -> "{\"archived\":false}";
      case "join" -> "{}";
      case "add" -> "{\"userId\":\"" + cast.extra().userId() + "\"}";
      case "addAdmin" -> "{\"userId\":\"" + cast.extra().userId() + "\",\"role\":\"ADMIN\"}";
      case "appoint" -> "{\"role\":\"ADMIN\"}";
      case "mute" -> "{\"muted\":true}";
      case "send" -> "{\"conversationId\":\"" + place.id() + "\",\"body\":\"Hi\"}";
      case "schedule" ->
          "{\"conversationId\":\"%s\",\"body\":\"Hi\",\"sendAt\":\"%s\"}"
              .formatted(place.id(), Instant.now().plus(Duration.ofDays(1)));
      default -> throw new IllegalArgumentException("No body is called " + name);
    };
  }
}
