package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.acceptance.MatrixPlace.Cast;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every endpoint × every actor × every kind of conversation answers as the table in docs says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
  /** Requests that change nothing which another cell asks for, so the conversation serves on. */
  private static final Set<String> HARMLESS =
      Set.of(
          "send",
          "schedule",
          "bulk",
          "file",
          "upTo",
          "mute",
          "favour",
          "group",
          "person",
          "invitation",
          "profile",
          "password",
          "count");

  private final RunningMessenger messenger =
      RunningMessenger.with().env("DELIVERY_MAX_ATTEMPTS", "1").start();
  private final ApiClient member = messenger.newUser("member");
  private final Cast cast =
      new Cast(
          Map.of(
              "stranger", messenger.newUser("stranger"),
              "former", messenger.newUser("former"),
              "member", member,
              "admin", messenger.newUser("admin"),
              "owner", messenger.newUser("owner"),
              "org admin", messenger.admin(),
              "moderator", withRole("moderator"),
              "auditor", withRole("auditor"),
              "deactivated", deactivated()),
          messenger.newUser("target"),
          messenger.newUser("extra"));
  private ApiClient script = script(member);
  private final MatrixBodies bodies = new MatrixBodies(cast.extra());
  private final String foreign = ForeignToken.like(cast.actor("member").accessToken());
  private final Map<String, MatrixPlace> unused = new HashMap<>();

  private ApiClient withRole(String role) {
    ApiClient user = messenger.newUser(role);
    change(user, Map.of("roles", List.of(role)));
    user.renew();
    return user;
  }

  /** One whose token every node knows to be no good any more. */
  private ApiClient deactivated() {
    ApiClient user = messenger.newUser("deactivated");
    change(user, Map.of("active", false));
    Awaitility.await().until(() -> user.get("/users/me").status() == 401);
    return user;
  }

  private ApiClient script(ApiClient owner) {
    Map<String, Object> wish =
        Map.of("name", "a", "scopes", List.of("READ"), "currentPassword", owner.password());
    String token = owner.post("/users/me/access-tokens", wish).expect(201).at("/token").asText();
    return ApiClient.holding(messenger::url, token);
  }

  private void change(ApiClient user, Map<String, Object> change) {
    messenger.admin().patch("/admin/users/" + user.userId(), change).expect(200);
  }

  @BeforeAll
  void letNothingReachTheTarget() {
    messenger
        .admin()
        .put("/admin/network-profiles/user:" + cast.target().userId(), Map.of("loss", 1))
        .expect(200);
    ApiClient sender = cast.actor("org admin");
    String room = sender.privateWith(cast.target());
    String letters = "/admin/dead-letters?conversationId=" + room;
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          sender.send(room, "Anybody there?");
          return !sender.get(letters).expect(200).items().isEmpty();
        });
  }

  @AfterAll
  void end() {
    messenger.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheTableSays() {
    List<AccessMatrix.Row> rows = AccessMatrix.read();
    assertThat(rows).hasSizeGreaterThan(150);
    return rows.stream()
        .flatMap(row ->
            row.expected().entrySet().stream()
                .map(cell ->
                    DynamicTest.dynamicTest(
                        row.request() + " " + row.kind() + " " + cell.getKey(),
                        () -> check(row, cell.getKey(), cell.getValue()))));
  }

  @Test
  void tableHasEveryRouteAndNoOther() {
    Set<String> routes =
        OpenApiDocument.of(messenger).operations().stream()
            .map(operation -> AccessMatrix.anonymous(operation.toString()))
            .collect(Collectors.toSet());
    IssuerRoutes.all().stream().map(AccessMatrix::anonymous).forEach(routes::add);

    assertThat(
            AccessMatrix.read().stream().map(AccessMatrix.Row::route).collect(Collectors.toSet()))
        .hasSizeGreaterThan(50)
        .isEqualTo(routes);
  }

  @Test
  void tableHasEveryActorAndEveryKindForEveryRequest() {
    Map<String, Set<String>> kinds =
        AccessMatrix.read().stream()
            .collect(
                Collectors.groupingBy(
                    AccessMatrix.Row::request,
                    Collectors.mapping(AccessMatrix.Row::kind, Collectors.toSet())));

    assertThat(kinds)
        .allSatisfy((request, present) -> {
          if (request.equals("POST /invites/{token}")) {
            assertThat(present).as("only groups have links").containsExactly("GROUP");
          } else if (!present.equals(Set.of("any"))) {
            assertThat(present)
                .as(request)
                .containsExactlyInAnyOrder("PRIVATE", "GROUP", "CHANNEL");
          }
        });
    assertThat(AccessMatrix.read())
        .allSatisfy(
            row -> assertThat(row.expected()).hasSize(row.kind().equals("PRIVATE") ? 9 : 12));
  }

  private void check(AccessMatrix.Row row, String actor, int expected) {
    MatrixPlace place = unused.computeIfAbsent(row.kind(), kind -> new MatrixPlace(kind, cast));

    Answer answer = ask(row, place, actor);
    if (answer.status() < 300
        && !row.method().matches("GET|HEAD")
        && !HARMLESS.contains(row.body())) {
      unused.remove(row.kind());
    }

    assertThat(answer.status()).as("%s by %s: %s", row, actor, answer).isEqualTo(expected);
    if (expected >= 400 && !row.method().equals("HEAD")) {
      assertThat(answer.header("Content-Type"))
          .startsWith(
              row.path().startsWith("/scim/") // RFC 7644 has errors of its own
                  ? "application/scim+json"
                  : "application/problem+json");
    }
    if (row.path().equals("/tokens/current") && expected < 300) {
      cast.actor(actor).renew();
    }
    if (row.path().equals("/users/me/sessions") && actor.equals("member")) {
      script = script(member); // it may have ended the one before
    }
  }

  private Answer ask(AccessMatrix.Row row, MatrixPlace place, String actor) {
    String path = place.fill(row.path());
    if (path.endsWith("/retry")) {
      place.letter();
    }
    ApiClient client = client(actor);
    HttpRequest.Builder request = client.request(path);
    if (actor.equals("other")) {
      request.header("Authorization", "Bearer " + foreign);
    }
    if (!row.body().isEmpty()) {
      request.header("Content-Type", MatrixBodies.type(row.body()));
    }
    String body = row.body().isEmpty() ? "" : bodies.of(row.body(), place);
    return client.send(request.method(row.method(), BodyPublishers.ofString(body)));
  }

  private ApiClient client(String actor) {
    return switch (actor) {
      case "no token", "other" -> messenger.anonymous();
      case "script" -> script;
      default -> cast.actor(actor);
    };
  }
}
