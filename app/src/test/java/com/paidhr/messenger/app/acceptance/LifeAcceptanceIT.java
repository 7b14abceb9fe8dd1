package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Life as it is: newcomers, deletions, proxies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  @Test
  void showsANewcomerTheAnswersOfAThreadWhoseBeginningIsHidden() {
    String room = ann.group("Thread");
    String root = ann.send(room, "Before bob").at("/id").asText();
    reply(room, root, "also before bob");
    ann.post("/conversations/" + room + "/members", Map.of("userId", bob.userId())).expect(201);
    bob.get("/messages?threadOf=" + root).expect(404);
    reply(room, root, "one");
    reply(room, root, "two");
    reply(room, root, "three");

    Answer first = bob.get("/messages?limit=2&threadOf=" + root).expect(200);
    Answer rest =
        bob.get("/messages?limit=2&threadOf=" + root + "&cursor=" + first.at("/next").asText())
            .expect(200);

    assertThat(bodies(first)).containsExactly("one", "two");
    assertThat(bodies(rest)).containsExactly("three");
    assertThat(rest.at("/next").isNull()).isTrue();
    assertThat(bodies(ann.get("/messages?threadOf=" + root).expect(200))).hasSize(5);
    messenger.newUser("nobody").get("/messages?threadOf=" + root).expect(404);
  }

  @Test
  void doesNotCountDeletedMessagesAsUnread() {
    String room = ann.group("Unread", bob);
    ann.send(room, "one");
    String second = ann.send(room, "two").at("/id").asText();
    ann.send(room, "three");
    long before = unread(room);

    ann.delete("/messages/" + second).expect(204);

    assertThat(unread(room)).isEqualTo(before - 1);
  }

  @Test
  void keepsANoteToSelf() {
    Map<String, Object> note = Map.of("type", "PRIVATE", "memberIds", List.of(ann.userId()));
    Answer started = ann.post("/conversations", note).expect(201);
    assertThat(ann.post("/conversations", note).expect(200).id()).isEqualTo(started.id());
    assertThat(started.at("/memberCount").asLong()).isEqualTo(1);
    assertThat(started.at("/peerId").isNull()).isTrue();
    String room = started.id();

    try (EventStream events = EventStream.of(ann)) {
      String id = ann.send(room, "Buy xylophones").at("/id").asText();
      assertThat(events.await("message.created").at("/message/id").asText()).isEqualTo(id);
      assertThat(ann.get("/messages/" + id + "/status").expect(200).at("/status").asText())
          .isEqualTo("DELIVERED");
      assertThat(ann.get("/messages/" + id + "/status").at("/counts/recipients").asLong()).isZero();
      assertThat(ann.get("/messages?q=xylophones").expect(200).items())
          .extracting(hit -> hit.at("/id").asText())
          .containsExactly(id);
    }
    JsonNode listed = ann.get("/conversations?type=PRIVATE").expect(200).items().getFirst();
    assertThat(listed.at("/id").asText()).isEqualTo(room);
    assertThat(listed.at("/unreadCount").asLong()).isZero();
    assertThat(ann.get("/conversations?q=" + ann.username()).expect(200).items())
        .extracting(one -> one.at("/id").asText())
        .contains(room);
    assertThat(ann.get("/conversations/" + room + "/members").expect(200).items()).hasSize(1);
    ann.delete("/conversations/" + room + "/members/me").expect(409);
    bob.get("/conversations/" + room).expect(404);
    bob.get("/messages?conversationId=" + room).expect(404);
  }

  private void reply(String room, String root, String body) {
    ann.post("/messages", Map.of("conversationId", room, "body", body, "replyTo", root))
        .expect(201);
  }

  private long unread(String room) {
    return bob.get("/conversations/" + room).expect(200).at("/unreadCount").asLong();
  }

  private static List<String> bodies(Answer page) {
    return page.items().stream().map(item -> item.at("/body")).map(JsonNode::asText).toList();
  }
}
