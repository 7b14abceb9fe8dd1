package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users are erased, and nothing that says who they were is left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureAcceptanceIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final String database = TestStores.freshDatabase() + "erasure";
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase store = client.getDatabase(database);
  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("MONGODB_URI", TestStores.mongoUri())
          .env("MONGODB_DATABASE", database)
          .env("MESSAGING_RETENTION_EVERY", "PT0.2S")
          .env("MEDIA_UNREFERENCED_AFTER", "PT1S")
          .env("MEDIA_COLLECT_EVERY", "PT0.2S")
          .env("WEBHOOKS_ALLOW_HTTP", "true")
          .env("WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1")
          .env("CONSISTENCY_SETTLED_AFTER", "PT0S")
          .start();
  private final ApiClient admin = messenger.admin();
  private final ApiClient bob = messenger.newUser("bob");

  @AfterAll
  void end() {
    messenger.close();
    client.close();
  }

  private Answer erase(ApiClient user, String policy) {
    return admin.post("/admin/users/" + user.userId() + "/erasure", Map.of("policy", policy));
  }

  private JsonNode whenIn(String state, String erasure) {
    return await()
        .atMost(LONG)
        .until(
            () -> admin.get("/admin/erasures/" + erasure).expect(200).json(),
            found -> found.at("/state").asText().equals(state));
  }

  /** The names of the collections that still hold the text anywhere, the audit log apart. */
  private List<String> holding(String text) {
    List<String> found = new ArrayList<>();
    for (String name : store.listCollectionNames()) {
      if (!name.equals("audit")) {
        for (Document document : store.getCollection(name).find()) {
          if (document.toString().contains(text)) {
            found.add(name);
          }
        }
      }
    }
    return found;
  }

  private List<String> findings() {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer report = admin.get("/admin/consistency" + cursor).expect(200);
      report.at("/findings").forEach(one -> found.add(one.toString()));
      cursor = report.at("/next").isTextual() ? "?cursor=" + report.at("/next").asText() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private static String file(ApiClient owner) {
    return owner
        .upload("cv.txt", "text/plain", "secret".getBytes(StandardCharsets.UTF_8))
        .expect(201)
        .id();
  }

  @Test
  void leavesWhatTheyWroteUnderNoName() {
    ApiClient ann = messenger.newUser("ann");
    String room = ann.group("Room", bob);
    String message = ann.send(room, "Still here").at("/id").asText();
    String reported = bob.send(room, "Rude").at("/id").asText();
    ann.post("/messages/" + reported + "/report", Map.of("reason", "Zanzibar")).expect(201);
    ann.put("/users/me/blocks/" + bob.userId(), Map.of()).expect(204);
    ann.post("/users/me/webhooks", Map.of("url", "http://127.0.0.1:9/hook")).expect(201);

    Answer begun = erase(ann, "ANONYMIZE").expect(202);
    await().atMost(LONG).until(() -> ann.get("/users/me").status() == 401);
    String id = begun.at("/id").asText();
    assertThat(begun.header("Location")).endsWith("/admin/erasures/" + id);
    JsonNode done = whenIn("DONE", id);
    assertThat(done.at("/nameRemoved").asBoolean()).isTrue();
    assertThat(done.at("/finishedAt").isTextual()).isTrue();
    assertThat(erase(ann, "ANONYMIZE").expect(202).at("/id").asText()).isEqualTo(id);
    ProblemAnswer.check(erase(ann, "REMOVE").expect(409));

    ProblemAnswer.check(
        admin.patch("/admin/users/" + ann.userId(), Map.of("active", true)).expect(409));

    JsonNode user = bob.get("/users/" + ann.userId()).expect(200).json();
    assertThat(user.at("/displayName").asText()).isEqualTo("Erased user");
    assertThat(user.at("/username").asText()).startsWith("erased-");
    assertThat(user.at("/active").asBoolean()).isFalse();
    JsonNode left = bob.get("/messages/" + message).expect(200).json();
    assertThat(left.at("/body").asText()).isEqualTo("Still here");
    assertThat(left.at("/senderId").asText()).isEqualTo(ann.userId());
    assertThat(holding(ann.username())).isEmpty();
    assertThat(holding("Zanzibar")).isEmpty();
    for (String collection : List.of("sessions", "webhooks", "passwordResets")) {
      assertThat(store.getCollection(collection).find())
          .noneMatch(one -> one.toString().contains(ann.userId()));
    }
    assertThat(store.getCollection("blocks").find())
        .noneMatch(one -> one.toString().contains("blocker=" + ann.userId()));
    assertThat(
            admin.get("/admin/audit?targetId=" + ann.userId()).expect(200).items().stream()
                .map(entry -> entry.at("/action").asText()))
        .containsOnlyOnce("user.erasure.begun")
        .containsOnlyOnce("user.erased");
    assertThat(messenger.newUser("after").get("/users?q=erased").expect(200).items()).isEmpty();
  }

  @Test
  void removesWhatTheyWroteWithTheirFiles() {
    ApiClient dan = messenger.newUser("dan");
    String room = dan.group("Room", bob);
    String attached = file(dan);
    String loose = file(dan);
    dan.post(
            "/messages",
            Map.of("conversationId", room, "body", "Timbuktu", "attachments", List.of(attached)))
        .expect(201);
    String second = dan.send(room, "Timbuktu too").at("/id").asText();
    bob.post("/messages", Map.of("conversationId", room, "body", "Yes", "replyTo", second))
        .expect(201);
    String direct = dan.send(dan.privateWith(bob), "Timbuktu").at("/id").asText();
    dan.delete("/conversations/" + room + "/members/me");

    try (EventStream stream = EventStream.of(bob)) {
      await().atMost(LONG).until(() -> !stream.events().isEmpty());
      JsonNode done = whenIn("DONE", erase(dan, "REMOVE").expect(202).at("/id").asText());
      assertThat(done.at("/messagesRemoved").asLong()).isEqualTo(3);
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(stream.events())
                  .anyMatch(event ->
                      event.toString().contains("message.deleted")
                          && event.toString().contains(direct)));
    }

    assertThat(bob.get("/messages/" + second).expect(200).at("/deletedAt").isTextual()).isTrue();
    assertThat(bob.history(room).stream().map(one -> one.at("/seq").asInt()))
        .containsExactly(1, 2, 3);
    await().atMost(LONG).untilAsserted(() -> assertThat(holding("Timbuktu")).isEmpty());
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(store.getCollection("media.files").find())
                .noneMatch(one ->
                    one.getString("_id").equals(attached) || one.getString("_id").equals(loose)));
    await().atMost(LONG).untilAsserted(() -> assertThat(findings()).isEmpty());
  }

  @Test
  void stopsAtLegalHolds() {
    ApiClient eve = messenger.newUser("eve");
    String kept = eve.group("Kept", bob);
    String evidence = eve.send(kept, "Evidence").at("/id").asText();
    Map<String, String> reason = Map.of("reason", "A lawsuit");
    admin.put("/admin/legal-holds/user:" + eve.userId(), reason).expect(200);
    ProblemAnswer.check(erase(eve, "REMOVE").expect(409));
    eve.get("/users/me").expect(200);
    admin.delete("/admin/legal-holds/user:" + eve.userId()).expect(204);

    admin.put("/admin/legal-holds/conversation:" + kept, reason).expect(200);
    String id = erase(eve, "REMOVE").expect(202).at("/id").asText();
    whenIn("HELD", id);
    assertThat(bob.get("/messages/" + evidence).expect(200).at("/body").asText())
        .isEqualTo("Evidence");
    admin.delete("/admin/legal-holds/conversation:" + kept).expect(204);
    whenIn("DONE", id);
    assertThat(bob.get("/messages/" + evidence).expect(200).at("/deletedAt").isTextual()).isTrue();
  }

  @Test
  void refusesTheLastAdministratorAndNobody() {
    ProblemAnswer.check(erase(admin, "ANONYMIZE").expect(409));
    admin.get("/users/me").expect(200);
    ProblemAnswer.check(
        admin.post("/admin/users/nobody/erasure", Map.of("policy", "REMOVE")).expect(404));
    ProblemAnswer.check(
        admin.post("/admin/users/" + bob.userId() + "/erasure", Map.of()).expect(422));
    ProblemAnswer.check(admin.get("/admin/erasures/none").expect(404));
  }
}
