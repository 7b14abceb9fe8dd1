package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import java.net.http.WebSocketHandshakeException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /ws}: the events of {@code GET /events}, and commands with their answers. */
class SocketAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");
  private final String room = ann.privateWith(bob);

  @Test
  void tellsWhatHappensAndGoesOnBehindTheCursor() {
    String cursor;
    try (SocketStream socket = SocketStream.of(bob)) {
      ann.send(room, "one");
      JsonNode told = socket.await("message.created");
      assertThat(told.at("/message/body").asText()).isEqualTo("one");
      cursor = told.at("/cursor").asText();
    }
    ann.send(room, "two");

    try (SocketStream socket = SocketStream.of(bob, cursor)) {
      socket.await("message.created");

      assertThat(socket.events().getFirst().at("/type").asText()).isEqualTo("resumed");
      assertThat(socket.events("message.created"))
          .extracting(event -> event.at("/message/body").asText())
          .containsExactly("two");
    }
  }

  @Test
  void answersCommandsAsHttpDoes() {
    try (SocketStream left = SocketStream.of(ann);
        SocketStream right = SocketStream.of(bob)) {
      JsonNode sent = left.command("send", Map.of("conversationId", room, "body", "by a command"));
      String id = sent.at("/body/id").asText();
      right.await(event -> event.at("/message/id").asText().equals(id));
      JsonNode read = right.command("read", Map.of("messageId", id, "upTo", true));
      JsonNode typing = right.command("typing", Map.of("conversationId", room));
      left.await(event -> event.at("/type").asText().equals("typing"));
      JsonNode refused = left.command("send", Map.of("conversationId", room));
      JsonNode unknown = left.command("dance", Map.of());

      assertThat(sent.at("/status").asInt()).isEqualTo(201);
      assertThat(read.at("/status").asInt()).isEqualTo(200);
      assertThat(typing.at("/status").asInt()).isEqualTo(204);
      assertThat(refused.at("/status").asInt()).isEqualTo(422);
      assertThat(refused.at("/problem/errors")).isNotEmpty();
      assertThat(unknown.at("/status").asInt()).isEqualTo(400);
      assertThat(bob.get("/messages/" + id).expect(200).at("/body").asText())
          .isEqualTo("by a command");
    }
  }

  /** One message that was read is not all that stand before it. */
  @Test
  void tellsWhatWasReadAndHowFar() {
    ann.send(room, "one");
    String two = ann.send(room, "two").at("/id").asText();
    try (SocketStream socket = SocketStream.of(ann)) {
      bob.post("/messages/" + two + "/read", Map.of()).expect(200);
      JsonNode apart = socket.await("message.read");
      bob.post("/messages/" + two + "/read", Map.of("upTo", true)).expect(200);
      JsonNode all = socket.await(event -> event.at("/reads/0/readUpTo").asLong() == 2);

      assertThat(apart.at("/reads/0/seq").asLong()).isEqualTo(2);
      assertThat(apart.at("/reads/0/readUpTo").isNull()).isTrue();
      assertThat(all.at("/reads/0/userId").asText()).isEqualTo(bob.userId());
    }
  }

  @Test
  void notesWhatAClientHasReceived() {
    String theirs = ann.send(room, "one").at("/id").asText();
    String own = bob.send(room, "two").at("/id").asText();
    String elsewhere = ann.send(ann.channel("elsewhere"), "three").at("/id").asText();
    Map<String, ?> received = Map.of("messageIds", List.of(theirs, own, elsewhere, room + ".99"));
    try (SocketStream socket = SocketStream.of(bob)) {
      assertThat(socket.command("received", received).at("/status").asInt()).isEqualTo(204);
      List<JsonNode> first = receptions(ann, theirs);
      socket.command("received", received);
      JsonNode tooMany =
          socket.command("received", Map.of("messageIds", Collections.nCopies(101, theirs)));

      assertThat(first)
          .extracting(entry -> entry.at("/userId").asText())
          .containsExactly(bob.userId());
      assertThat(receptions(ann, theirs)).as("the first time stays").isEqualTo(first);
      assertThat(receptions(ann, own)).isEmpty();
      assertThat(receptions(ann, elsewhere)).isEmpty();
      assertThat(tooMany.at("/problem/status").asInt()).isEqualTo(422);
    }
    ann.patch("/users/me", Map.of("readReceipts", false)).expect(200);
    assertThat(receptions(ann, theirs)).as("who tells nothing is told nothing").isEmpty();
    assertThat(receptions(bob, theirs)).as("one's own is always told").hasSize(1);
  }

  private static List<JsonNode> receptions(ApiClient reader, String message) {
    return reader.get("/messages/" + message + "/timeline").expect(200).items().stream()
        .filter(entry -> entry.at("/event").asText().equals("received"))
        .toList();
  }

  @Test
  void tellsOfThoseWhoAreWatched() {
    try (SocketStream socket = SocketStream.of(ann)) {
      assertThat(socket.command("watch", Map.of("userIds", List.of(bob.userId()))).at("/status"))
          .hasToString("204");
      try (SocketStream other = SocketStream.of(bob)) {
        other.command("presence", Map.of("state", "away"));

        socket.await(event ->
            event.at("/type").asText().equals("presence")
                && event.at("/state").asText().equals("away"));
      }
      socket.await(event ->
          event.at("/userId").asText().equals(bob.userId()) && event.at("/lastSeenAt").isTextual());
    }
  }

  @Test
  void refusesStrangersAndPagesOfOthers() {
    assertRefused(401, messenger.anonymous(), Map.of());
    assertRefused(403, ann, Map.of("Origin", "https://elsewhere.example"));
  }

  private static void assertRefused(int status, ApiClient who, Map<String, String> headers) {
    assertThatThrownBy(() -> SocketStream.connect(who, headers))
        .cause()
        .asInstanceOf(type(WebSocketHandshakeException.class))
        .extracting(refusal -> refusal.getResponse().statusCode())
        .isEqualTo(status);
  }

  @Test
  void endsWithACodeThatSaysWhy() {
    ApiClient guest = ApiClient.signIn(messenger::url, bob.username(), bob.password());
    try (SocketStream silent = SocketStream.connect(ann, Map.of());
        SocketStream revoked = SocketStream.of(guest)) {
      silent.say("{\"type\":\"typing\",\"conversationId\":\"" + room + "\"}");
      guest.delete("/tokens/current").expect(204);

      assertThat(revoked.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
      silent.awaitEnd();
      revoked.awaitEnd();
      assertThat(silent.closeCode()).isEqualTo(1008);
      assertThat(revoked.closeCode()).isEqualTo(4401);
    }
  }

  /** A gap, never silence. */
  @Test
  void saysWhatToFetchWhereACursorIsUnknown() {
    ann.send(room, "missed");
    try (SocketStream socket = SocketStream.of(bob, "nonsense")) {
      JsonNode gap = socket.await("gap");

      assertThat(gap.at("/fetch"))
          .anySatisfy(fetch -> assertThat(fetch.at("/conversationId").asText()).isEqualTo(room));
    }
  }
}
