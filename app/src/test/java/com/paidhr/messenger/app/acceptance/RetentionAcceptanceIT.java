package com.paidhr.messenger.app.acceptance;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Messages are removed by policy and kept by legal holds; what is old is made so in the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionAcceptanceIT {
  private static final int ALL_DAYS = 100;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String HOLDS = "/admin/legal-holds";

  private final String database = TestStores.freshDatabase() + "retention";
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase store = client.getDatabase(database);
  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("MONGODB_URI", TestStores.mongoUri())
          .env("MONGODB_DATABASE", database)
          .env("MESSAGING_RETENTION_DAYS", Integer.toString(ALL_DAYS))
          .env("MESSAGING_RETENTION_EVERY", "PT0.2S")
          .env("MEDIA_UNREFERENCED_AFTER", "PT1S")
          .env("MEDIA_COLLECT_EVERY", "PT0.2S")
          .env("CONSISTENCY_SETTLED_AFTER", "PT0S")
          .start();
  private final ApiClient admin = messenger.admin();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  @AfterAll
  void end() {
    messenger.close();
    client.close();
  }

  /** As if the messages had been sent so many days ago. */
  private void age(int days, String... messages) {
    store
        .getCollection("messages")
        .updateMany(
            in("_id", List.of(messages)),
            set("createdAt", Date.from(Instant.now().minus(Duration.ofDays(days)))));
  }

  private static JsonNode message(ApiClient reader, String id) {
    return reader.get("/messages/" + id).expect(200).json();
  }

  private static boolean isDeleted(ApiClient reader, String id) {
    return message(reader, id).at("/deletedAt").isTextual();
  }

  private static void becomesDeleted(ApiClient reader, String id) {
    await().atMost(LONG).until(() -> isDeleted(reader, id));
  }

  /** Once another old message behind it is gone, whatever stays does so on purpose. */
  private void passes(String elsewhere) {
    String witness = ann.send(elsewhere, "A witness").at("/id").asText();
    age(ALL_DAYS + 1, witness);
    becomesDeleted(ann, witness);
    String second = ann.send(elsewhere, "Another witness").at("/id").asText();
    age(ALL_DAYS + 1, second);
    becomesDeleted(ann, second);
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

  @Test
  void removesWhatIsOlderThanThePolicyOfAllWithEverythingOfIt() {
    String room = ann.group("Archive", bob);
    String file =
        ann.upload("plan.txt", "text/plain", "secret".getBytes(StandardCharsets.UTF_8))
            .expect(201)
            .id();
    Map<String, Object> first =
        Map.of(
            "conversationId",
            room,
            "body",
            "Zanzibar",
            "attachments",
            List.of(file),
            "clientMessageId",
            "key");
    String old = ann.post("/messages", first).expect(201).id();
    String young = ann.send(room, "Zanzibar again").at("/id").asText();
    bob.post("/messages/" + old + "/report", Map.of("reason", "Hm")).expect(201);
    bob.post("/messages/" + old + "/read", Map.of()).expect(200);
    assertThat(bob.get("/messages?q=zanzibar").expect(200).items()).hasSize(2);
    await().atMost(LONG).until(() -> message(ann, old).at("/status").asText().equals("DELIVERED"));

    try (EventStream stream = EventStream.of(bob)) {
      await().atMost(LONG).until(() -> !stream.events().isEmpty());
      age(ALL_DAYS + 1, old);
      becomesDeleted(bob, old);
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(stream.events())
                  .anyMatch(event ->
                      event.toString().contains("message.deleted")
                          && event.toString().contains(old)));
    }

    JsonNode tombstone = message(bob, old);
    assertThat(tombstone.at("/body").isNull()).isTrue();
    assertThat(tombstone.at("/seq").asLong()).isEqualTo(1);
    assertThat(tombstone.at("/senderId").asText()).isEqualTo(ann.userId());
    await().atMost(LONG).until(() -> ann.get("/media/" + file).status() == 404);
    assertThat(bob.get("/messages?q=zanzibar").expect(200).items())
        .extracting(hit -> hit.at("/id").asText())
        .containsExactly(young);
    assertThat(admin.get("/admin/reports?limit=200").expect(200).items())
        .filteredOn(report -> report.at("/messageId").asText().equals(old))
        .singleElement()
        .satisfies(report -> assertThat(report.at("/excerpt").isNull()).isTrue());
    assertThat(ann.post("/messages", first).expect(200).at("/deletedAt").isTextual()).isTrue();
    assertThat(ann.send(room, "Next").at("/seq").asLong()).isEqualTo(3);
    assertThat(bob.get("/conversations/" + room).expect(200).at("/unreadCount").asInt())
        .isEqualTo(2);
    await().atMost(LONG).untilAsserted(() -> assertThat(findings()).isEmpty());
  }

  @Test
  void removesByTheConversationsOwnPolicyWhereThatIsShorter() {
    String brief = ann.group("Brief", bob);
    String other = ann.group("Other", bob);
    String here = ann.send(brief, "Ten days").at("/id").asText();
    String there = ann.send(other, "Ten days").at("/id").asText();
    age(10, here, there);

    ProblemAnswer.check(
        ann.patch("/conversations/" + brief, Map.of("retentionDays", -1)).expect(422));
    Answer set = ann.patch("/conversations/" + brief, Map.of("retentionDays", 9)).expect(200);

    assertThat(set.at("/retentionDays").asInt()).isEqualTo(9);
    assertThat(bob.get("/conversations/" + other).expect(200).at("/retentionDays").isNull())
        .isTrue();
    becomesDeleted(bob, here);
    assertThat(isDeleted(bob, there)).isFalse();
    JsonNode told = ann.history(brief).getLast();
    assertThat(told.at("/system/facts/retentionDays").asText()).isEqualTo("9");
    ann.patch("/conversations/" + other, Map.of("retentionDays", ALL_DAYS * 2)).expect(200);
    age(ALL_DAYS + 1, there);
    becomesDeleted(bob, there);
  }

  @Test
  void keepsWhatIsHeldFromPolicyAndPeople() {
    String held = ann.group("Held", bob);
    String free = ann.group("Free", bob);
    String scope = "conversation:" + held;
    String evidence = ann.send(held, "Evidence").at("/id").asText();
    String report =
        bob.post("/messages/" + evidence + "/report", Map.of("reason", "Hm")).expect(201).id();

    Answer placed = admin.put(HOLDS + "/" + scope, Map.of("reason", " A lawsuit ")).expect(200);
    assertThat(placed.at("/reason").asText()).isEqualTo("A lawsuit");
    assertThat(placed.at("/placedBy").asText()).isEqualTo(admin.userId());
    assertThat(admin.get(HOLDS + "?limit=200").expect(200).items())
        .extracting(hold -> hold.at("/scope").asText())
        .contains(scope);
    age(ALL_DAYS + 1, evidence);
    passes(free);

    assertThat(message(bob, evidence).at("/body").asText()).isEqualTo("Evidence");
    ProblemAnswer.check(ann.delete("/messages/" + evidence).expect(409));
    ProblemAnswer.check(
        admin
            .post("/admin/reports/" + report + "/resolve", Map.of("outcome", "MESSAGE_DELETED"))
            .expect(409));
    assertThat(admin.get("/admin/reports?state=OPEN&limit=200").expect(200).items())
        .extracting(one -> one.at("/id").asText())
        .contains(report);

    admin.delete(HOLDS + "/" + scope).expect(204);
    ProblemAnswer.check(admin.delete(HOLDS + "/" + scope).expect(404));
    becomesDeleted(bob, evidence);
    assertThat(
            admin.get("/admin/audit?conversationId=" + held).expect(200).items().stream()
                .map(entry -> entry.at("/action").asText()))
        .containsOnlyOnce("legal-hold.placed")
        .containsOnlyOnce("legal-hold.lifted");
  }

  @Test
  void keepsWhatAHeldUserWroteAnywhere() {
    ApiClient cid = messenger.newUser("cid");
    String room = ann.group("Mixed", cid);
    String scope = "user:" + cid.userId();
    String evidence = cid.send(room, "Evidence").at("/id").asText();
    String other = ann.send(room, "Nothing").at("/id").asText();
    admin.put(HOLDS + "/" + scope, Map.of("reason", "A lawsuit")).expect(200);
    age(ALL_DAYS + 1, evidence, other);

    becomesDeleted(ann, other);
    assertThat(message(ann, evidence).at("/body").asText()).isEqualTo("Evidence");
    ProblemAnswer.check(cid.delete("/messages/" + evidence).expect(409));

    admin.delete(HOLDS + "/" + scope).expect(204);
    becomesDeleted(ann, evidence);
  }

  @Test
  void refusesHoldsOfNothing() {
    Map<String, String> reason = Map.of("reason", "A lawsuit");
    ProblemAnswer.check(admin.put(HOLDS + "/user:nobody", reason).expect(404));
    ProblemAnswer.check(admin.put(HOLDS + "/conversation:none", reason).expect(404));
    ProblemAnswer.check(admin.put(HOLDS + "/global", reason).expect(400));
    ProblemAnswer.check(
        admin.put(HOLDS + "/user:" + ann.userId(), Map.of("reason", " ")).expect(422));
  }

  @Test
  void goesThroughManyMessagesOfOneConversation() {
    String room = ann.group("Long", bob);
    String first = ann.send(room, "1").at("/id").asText();
    for (int i = 2; i <= 450; i++) {
      ann.send(room, Integer.toString(i));
    }
    store
        .getCollection("messages")
        .updateMany(
            eq("conversationId", room),
            set("createdAt", Date.from(Instant.now().minus(Duration.ofDays(ALL_DAYS + 1)))));

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            store
                    .getCollection("messages")
                    .countDocuments(
                        new Document("conversationId", room)
                            .append("deletedAt", new Document("$exists", true)))
                == 450);
    assertThat(isDeleted(bob, first)).isTrue();
    assertThat(bob.get("/conversations/" + room).expect(200).at("/unreadCount").asInt()).isZero();
  }
}
