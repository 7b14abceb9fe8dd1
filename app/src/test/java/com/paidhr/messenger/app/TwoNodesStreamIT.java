package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A stream does not care which of two nodes it is at. */
class TwoNodesStreamIT {
  private static final String DATABASE = TestStores.freshDatabase();
  private static final RunningMessenger ONE = node();
  private static final RunningMessenger TWO = node();

  private final ApiClient ann = ONE.newUser("ann");
  private final ApiClient bob = ONE.newUser("bob");
  private final ApiClient bobAtTwo = bob.through(TWO::url);

  @AfterAll
  static void stop() {
    ONE.close();
    TWO.close();
  }

  private static RunningMessenger node() {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", DATABASE)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .start();
  }

  private static List<String> bodies(EventStream stream) {
    return stream.events("message.created").stream()
        .map(event -> event.at("/message/body").asText())
        .toList();
  }

  @Test
  void tellsAtOneNodeWhatHappensAtTheOtherAndGoesOnThere() {
    String room = ann.privateWith(bob);
    String cursor;
    try (EventStream stream = EventStream.of(bobAtTwo)) {
      ann.send(room, "one");
      cursor = stream.await("message.created").at("/cursor").asText();
    }
    ann.send(room, "two");

    try (EventStream stream = EventStream.of(bob, cursor)) {
      stream.await("message.created");

      assertThat(bodies(stream)).containsExactly("two");
    }
  }

  @Test
  void endsWhenTheSessionIsRevokedAtTheOtherNode() {
    ApiClient guest = ApiClient.signIn(ONE::url, bob.username(), bob.password());
    try (EventStream kept = EventStream.of(bobAtTwo);
        EventStream stream = EventStream.of(guest.through(TWO::url))) {
      guest.delete("/tokens/current").expect(204);

      assertThat(stream.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
      stream.awaitEnd();
      assertThat(kept.hasEnded()).isFalse();
    }
  }

  @Test
  void showsNothingMoreToWhoWasKickedAtTheOtherNode() {
    String room = ann.group("room", bob);
    String other = ann.privateWith(bob);
    try (EventStream stream = EventStream.of(bobAtTwo)) {
      ann.send(room, "for all");
      stream.await(event -> event.at("/message/body").asText().equals("for all"));
      ann.delete("/conversations/" + room + "/members/" + bob.userId()).expect(204);
      ann.send(room, "without bob");
      ann.send(other, "for bob");

      stream.await(event -> event.at("/message/body").asText().equals("for bob"));

      assertThat(bodies(stream)).doesNotContain("without bob");
    }
  }

  @Test
  void takesATicketOfTheOtherNodeOnce() {
    String ticket = bob.post("/events/ticket").expect(200).at("/ticket").asText();
    ApiClient nobody = TWO.anonymous();

    try (EventStream stream = EventStream.open(nobody.request("/events?ticket=" + ticket))) {
      stream.await("resumed");
    }
    nobody.get("/events?ticket=" + ticket).expect(401);
  }
}
