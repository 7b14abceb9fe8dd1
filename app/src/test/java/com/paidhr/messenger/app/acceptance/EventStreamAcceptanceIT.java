package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Map;
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
  void refusesWhoDoesNotSayWhoTheyAre() {
    messenger.anonymous().get("/events").expect(401);
    bob.get("/events?limit=1").expect(400);
  }
}
