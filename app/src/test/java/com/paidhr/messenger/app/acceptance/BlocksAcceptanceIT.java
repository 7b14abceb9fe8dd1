package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users who want nothing to do with another one. */
class BlocksAcceptanceIT {
  private static final String BLOCKS = "/users/me/blocks";

  private final RunningMessenger messenger = RunningMessenger.shared();

  private static Answer write(ApiClient user, String room, String body) {
    return user.post("/messages", Map.of("conversationId", room, "body", body));
  }

  @Test
  void endWritingAtOnceAndLeaveWhatWasWritten() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.privateWith(bob);
    String message = bob.send(room, "Hello").at("/id").asText();
    bob.send(room, "Hello again");

    ann.put(BLOCKS + "/" + bob.userId(), Map.of()).expect(204);

    Answer refused = write(bob, room, "And again").expect(403);
    ProblemAnswer.check(refused);
    assertThat(refused.problem()).isEqualTo("forbidden");
    write(ann, room, "Stop").expect(403);
    bob.patch("/messages/" + message, Map.of("body", "Other words")).expect(403);
    bob.put("/messages/" + message + "/reactions/%F0%9F%91%8D", Map.of()).expect(403);
    bob.post("/conversations/" + room + "/typing", Map.of()).expect(403);
    var later =
        Map.of(
            "conversationId",
            room,
            "body",
            "Later",
            "sendAt",
            Instant.now().plusSeconds(3_600).toString());
    bob.post("/messages", later).expect(403);
    bob.get("/messages/" + message).expect(200);
    bob.delete("/messages/" + message).expect(204);

    ann.delete(BLOCKS + "/" + bob.userId()).expect(204);
    write(bob, room, "Thank you").expect(201);
  }

  @Test
  void letNobodyStartAPrivateConversationNorPutTheBlockerIntoOthers() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ann.put(BLOCKS + "/" + bob.userId(), Map.of()).expect(204);

    for (ApiClient one : List.of(ann, bob)) {
      String other = (one == ann ? bob : ann).userId();
      var wanted = Map.of("type", "PRIVATE", "memberIds", List.of(other));
      ProblemAnswer.check(one.post("/conversations", wanted).expect(403));
    }
    var group = Map.of("type", "GROUP", "name", "Trap", "memberIds", List.of(ann.userId()));
    ProblemAnswer.check(bob.post("/conversations", group).expect(403));
    String room = bob.group("Room");
    bob.post("/conversations/" + room + "/members", Map.of("userId", ann.userId())).expect(403);
    String common = ann.group("Common", bob);
    write(bob, common, "Still here").expect(201);
  }

  @Test
  void areSeenByTheirOwnerOnly() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient cid = messenger.newUser("cid");
    ann.put(BLOCKS + "/" + bob.userId(), Map.of()).expect(204);
    ann.put(BLOCKS + "/" + bob.userId(), Map.of()).expect(204);
    ann.put(BLOCKS + "/" + cid.userId(), Map.of()).expect(204);

    Answer first = ann.get(BLOCKS + "?limit=1").expect(200);
    Answer second = ann.get(BLOCKS + "?limit=1&cursor=" + first.at("/next").asText()).expect(200);
    assertThat(List.of(first.at("/items/0/userId").asText(), second.at("/items/0/userId").asText()))
        .containsExactlyInAnyOrder(bob.userId(), cid.userId());
    assertThat(second.at("/next").isNull()).isTrue();
    assertThat(bob.get(BLOCKS).expect(200).items()).isEmpty();
    ann.put(BLOCKS + "/nobody", Map.of()).expect(404);
    ann.put(BLOCKS + "/" + ann.userId(), Map.of()).expect(409);
    ann.delete(BLOCKS + "/nobody").expect(204);
  }
}
