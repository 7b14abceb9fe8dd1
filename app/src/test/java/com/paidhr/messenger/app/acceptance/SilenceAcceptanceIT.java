package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members who may not write for a time. */
class SilenceAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();

  private static String path(String room, ApiClient user) {
    return "/conversations/" + room + "/members/" + user.userId();
  }

  private static Answer write(ApiClient user, String room) {
    return user.post("/messages", Map.of("conversationId", room, "body", "Words"));
  }

  private static Map<String, String> until(Instant time) {
    return Map.of("until", time.toString());
  }

  @Test
  void endsWritingAtOnceAndSaysUntilWhen() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Room", bob);
    write(bob, room).expect(201);
    write(bob, room).expect(201);
    Instant end = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    ann.put(path(room, bob) + "/silence", until(end)).expect(204);

    Answer refused = write(bob, room).expect(403);
    ProblemAnswer.check(refused);
    assertThat(refused.problem()).isEqualTo("silenced");
    String message = ann.send(room, "Mind").at("/id").asText();
    bob.put("/messages/" + message + "/reactions/%F0%9F%91%8D", Map.of()).expect(403);
    assertThat(refused.at("/until").asText()).isEqualTo(end.toString());
    assertThat(ann.get(path(room, bob)).expect(200).at("/silencedUntil").asText())
        .isEqualTo(end.toString());
    assertThat(bob.history(room))
        .extracting(shown -> shown.at("/system/type").asText())
        .contains("member.silenced");
    bob.put(path(room, bob) + "/silence", until(end.plusSeconds(1))).expect(403);
    bob.delete(path(room, bob) + "/silence").expect(403);

    ann.delete(path(room, bob) + "/silence").expect(204);
    write(bob, room).expect(201);
    assertThat(ann.get(path(room, bob)).expect(200).at("/silencedUntil").isNull()).isTrue();
  }

  @Test
  void endsByItself() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.channel("Square");
    bob.post("/conversations/" + room + "/members", Map.of()).expect(201);

    ann.put(path(room, bob) + "/silence", until(Instant.now().plusSeconds(5))).expect(204);
    assertThat(write(bob, room).status()).isIn(201, 403);

    await().atMost(Duration.ofSeconds(30)).until(() -> write(bob, room).status() == 201);
    assertThat(ann.get(path(room, bob)).expect(200).at("/silencedUntil").isNull()).isTrue();
  }

  @Test
  void isGivenByModeratorsWhoAreNoMembers() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient moderator = messenger.newUser("moderator");
    messenger
        .admin()
        .patch("/admin/users/" + moderator.userId(), Map.of("roles", List.of("moderator")))
        .expect(200);
    moderator.renew();
    String room = ann.group("Room", bob);
    Instant end = Instant.now().plus(Duration.ofHours(1));

    moderator.put(path(room, ann) + "/silence", until(end)).expect(204);

    write(ann, room).expect(403);
    moderator.get("/conversations/" + room).expect(404);
    String pair = ann.privateWith(bob);
    moderator.put(path(pair, ann) + "/silence", until(end)).expect(404);
    ann.put(path(pair, bob) + "/silence", until(end)).expect(409);
  }

  @Test
  void needsATimeAhead() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Room", bob);

    Answer refused = ann.put(path(room, bob) + "/silence", Map.of()).expect(422);
    assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/until");
    ann.put(path(room, bob) + "/silence", until(Instant.now().minusSeconds(1))).expect(422);
    ann.put(path(room, bob) + "/silence", Map.of("until", "soon")).expect(400);
  }
}
