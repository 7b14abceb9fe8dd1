package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users who do not want to be put into conversations by everybody, as clients meet them. */
class AddedByAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private void limit(String to) {
    bob.patch("/users/me", Map.of("addedBy", to)).expect(200);
  }

  private Answer start(ApiClient by, String type) {
    List<String> members = List.of(bob.userId());
    return by.post(
        "/conversations",
        type.equals("PRIVATE")
            ? Map.of("type", type, "memberIds", members)
            : Map.of("type", type, "name", "Trap", "memberIds", members));
  }

  private static void assertRefused(Answer answer, String pointer) {
    assertThat(answer.expect(403).problem()).isEqualTo("forbidden");
    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void isReadAndSetByTheUserOnly() {
    assertThat(bob.get("/users/me").at("/addedBy").asText()).isEqualTo("ANYBODY");
    limit("CONTACTS");
    assertThat(bob.get("/users/me").at("/addedBy").asText()).isEqualTo("CONTACTS");
    bob.patch("/users/me", Map.of("presence", false)).expect(200);
    assertThat(bob.get("/users/me").at("/addedBy").asText()).as("kept").isEqualTo("CONTACTS");
    assertThat(ann.get("/users/" + bob.userId()).expect(200).json().has("addedBy")).isFalse();
    Answer wrong = bob.patch("/users/me", "{\"addedBy\":\"FRIENDS\"}").expect(400);
    assertThat(wrong.at("/errors/0/pointer").asText()).isEqualTo("/addedBy");
    limit("ANYBODY");
    start(ann, "PRIVATE").expect(201);
  }

  @Test
  void strangersAddNobodyWhoWantsContactsOnly() {
    String group = ann.group("Before");
    limit("CONTACTS");

    List.of("PRIVATE", "GROUP", "CHANNEL")
        .forEach(type -> assertRefused(start(ann, type), "/memberIds/0"));
    assertRefused(
        ann.post("/conversations/" + group + "/members", Map.of("userId", bob.userId())),
        "/userId");
    assertThat(bob.get("/conversations").expect(200).items()).isEmpty();

    bob.group("Ours", ann);

    start(ann, "GROUP").expect(201);
    ann.post("/conversations/" + group + "/members", Map.of("userId", bob.userId())).expect(201);
    start(ann, "PRIVATE").expect(201);
  }

  @Test
  void nobodyAddsWhoWantsNobodyAndWhatExistsGoesOn() {
    String pair = ann.privateWith(bob);
    limit("NOBODY");

    assertRefused(start(ann, "GROUP"), "/memberIds/0");
    assertThat(start(ann, "PRIVATE").expect(200).id()).isEqualTo(pair);
    ann.send(pair, "Hello");
    bob.post("/conversations/" + ann.channel("News") + "/members").expect(201);
  }

  @Test
  void oneRequestLeavesWhatSomebodyElseBegan() {
    String group = start(ann, "GROUP").expect(201).id();

    bob.delete("/conversations/" + group + "/members/me").expect(204);

    assertThat(bob.get("/conversations").expect(200).items()).isEmpty();
    bob.get("/conversations/" + group).expect(404);
  }
}
