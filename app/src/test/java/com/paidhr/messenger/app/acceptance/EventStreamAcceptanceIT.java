package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStreamAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private static List<String> bodies(List<JsonNode> events) {
    return events.stream().map(event -> event.at("/message/body").asText()).toList();
  }

  @Test
  void tellsOfMessagesAsTheyAreOverHttp() {
    try (EventStream stream = EventStream.of(bob)) {
      String room = ann.privateWith(bob);
      JsonNode sent = ann.send(room, "Hello");

      JsonNode event = stream.await("message.created");

      assertThat(event.at("/conversationId").asText()).isEqualTo(room);
      assertThat(event.at("/message/id")).isEqualTo(sent.at("/id"));
      assertThat(event.at("/message/body").asText()).isEqualTo("Hello");
      assertThat(event.at("/cursor").asText()).isEqualTo(stream.cursor());
    }
  }

  @Test
  void goesOnBehindACursor() {
    String room = ann.privateWith(bob);
    String cursor;
    try (EventStream stream = EventStream.of(bob)) {
      ann.send(room, "one");
      cursor = stream.await("message.created").at("/cursor").asText();
    }
    ann.send(room, "two");
    ann.send(room, "three");

    try (EventStream stream = EventStream.of(bob, cursor)) {
      stream.await(event -> event.at("/message/body").asText().equals("three"));

      assertThat(stream.events().getFirst().at("/type").asText()).isEqualTo("resumed");
      assertThat(bodies(stream.events("message.created"))).containsExactly("two", "three");
    }
  }

  @Test
  void answersCursorsOfOthersAndNoCursorsByAGap() {
    String room = ann.privateWith(bob);
    String foreign;
    try (EventStream stream = EventStream.of(ann)) {
      foreign = String.valueOf(stream.cursor());
    }

    for (String cursor : List.of(foreign, "nonsense", foreign + "9")) {
      try (EventStream stream = EventStream.of(bob, cursor)) {
        JsonNode gap = stream.await("gap");

        assertThat(gap.at("/fetch/0/conversationId").asText()).isEqualTo(room);
        assertThat(gap.at("/fetch/0/afterSeq").asLong()).isZero();
        ann.send(room, "after the gap");
        stream.await("message.created");
      }
    }
  }

  @Test
  void tellsWhoJoinsAndNothingMoreToWhoWasKicked() {
    String room = ann.group("room", bob);
    ApiClient carl = messenger.newUser("carl");
    try (EventStream stream = EventStream.of(bob)) {
      ann.post("/conversations/" + room + "/members", Map.of("userId", carl.userId())).expect(201);
      assertThat(stream.await("member.joined").at("/userId").asText()).isEqualTo(carl.userId());
      ann.delete("/conversations/" + room + "/members/" + bob.userId()).expect(204);
      ann.send(room, "not for bob");
      ann.send(ann.privateWith(bob), "for bob");

      stream.await(event -> event.at("/message/body").asText().equals("for bob"));

      assertThat(bodies(stream.events("message.created"))).doesNotContain("not for bob");
    }
  }

  @Test
  void tellsOfThoseWhoAreWatched() {
    ApiClient carl = messenger.newUser("carl");
    try (EventStream stream =
        EventStream.open(ann.request("/events?watch=" + bob.userId() + "," + ann.userId()))) {
      stream.await(event -> isPresence(event, bob, "offline"));
      try (EventStream _ = EventStream.of(carl);
          SocketStream _ = SocketStream.of(bob)) {
        stream.await(event -> isPresence(event, bob, "online"));
      }
      stream.await(
          event -> isPresence(event, bob, "offline") && event.at("/lastSeenAt").isTextual());

      assertThat(stream.events("presence"))
          .noneMatch(event -> event.at("/userId").asText().equals(carl.userId()));
    }
    bob.get("/events?watch=not!an!id").expect(400);
    String crowd = IntStream.range(0, 101).mapToObj(i -> "u" + i).collect(Collectors.joining(","));
    bob.get("/events?watch=" + crowd).expect(400);
  }

  private static boolean isPresence(JsonNode event, ApiClient of, String state) {
    return event.at("/type").asText().equals("presence")
        && event.at("/userId").asText().equals(of.userId())
        && event.at("/state").asText().equals(state);
  }

  @Test
  void pollsTheSameEventsByTheSameCursor() {
    String room = ann.privateWith(bob);
    Answer begun = bob.get("/events/poll").expect(200);
    String cursor = begun.at("/cursor").asText();
    ann.send(room, "one");

    Answer polled = pollUntilTold("one", cursor);
    String next = polled.at("/cursor").asText();
    Answer silent = bob.get("/events/poll?wait=0&cursor=" + next).expect(200);

    assertThat(begun.at("/events/0/type").asText()).isEqualTo("resumed");
    assertThat(next).isNotEqualTo(cursor);
    assertThat(silent.at("/events")).isEmpty();
    try (EventStream stream = EventStream.of(bob, cursor)) {
      assertThat(stream.await("message.created").at("/message/body").asText()).isEqualTo("one");
    }
    Answer gap = bob.get("/events/poll?cursor=nonsense").expect(200);
    assertThat(gap.at("/events/0/type").asText()).isEqualTo("gap");
  }

  private Answer pollUntilTold(String words, String cursor) {
    String from = cursor;
    while (true) {
      Answer polled = bob.get("/events/poll?wait=20&cursor=" + from).expect(200);
      assertThat(polled.at("/events")).as("what came within 20 s").isNotEmpty();
      for (JsonNode event : polled.at("/events")) {
        if (event.at("/message/body").asText().equals(words)) {
          return polled;
        }
      }
      from = polled.at("/cursor").asText();
    }
  }

  @Test
  void beginsWithTheHeadOfAnAnswerThatEndsItsConnection() {
    try (EventStream stream =
        EventStream.open(bob.request("/events").header("X-Request-Id", "the-stream"))) {
      stream.await("resumed");

      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
      assertThat(stream.header("X-Request-Id")).isEqualTo("the-stream");
      assertThat(stream.header("Connection")).isEqualTo("close");
      assertThat(stream.header("Transfer-Encoding")).isEmpty();
    }
  }

  @Test
  void refusesWhoDoesNotSayWhoTheyAre() {
    messenger.anonymous().get("/events").expect(401);
    bob.get("/events?limit=1").expect(400);
  }
}
