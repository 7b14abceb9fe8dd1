package com.paidhr.messenger.app.acceptance;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.testsupport.ApiClient;
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

/** Each thing that can disagree is planted in the store behind the service's back, and named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsistencyIT {
  private static final Date LONG_AGO = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

  private final String database = TestStores.freshDatabase() + "consistency";
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase store = client.getDatabase(database);
  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("MONGODB_URI", TestStores.mongoUri())
          .env("MONGODB_DATABASE", database)
          .env("CONSISTENCY_SETTLED_AFTER", "PT0S")
          .env("CONSISTENCY_EVERY", "PT0.2S")
          .env("DELIVERY_MAX_ATTEMPTS", "1")
          // Else the redriver delivers what a test plants as waiting.
          .env("DELIVERY_REDRIVE_EVERY", "PT1H")
          .start();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  @AfterAll
  void end() {
    messenger.close();
    client.close();
  }

  private MongoCollection<Document> in(String collection) {
    return store.getCollection(collection);
  }

  /** Everything that a walk finds, without what other tests have planted. */
  private List<JsonNode> walk(String list, String about) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      var report =
          messenger
              .admin()
              .get("/admin/consistency" + (cursor.isEmpty() ? "" : "?cursor=" + cursor))
              .expect(200);
      report.at("/" + list).forEach(found::add);
      cursor = report.at("/next").asText("null");
    } while (!cursor.equals("null"));
    return found.stream().filter(one -> one.toString().contains(about)).toList();
  }

  private List<String> kinds(String about) {
    return walk("findings", about).stream()
        .map(one -> one.at("/kind").asText())
        .distinct()
        .toList();
  }

  private String room(int messages) {
    String room = ann.group("Consistent", bob);
    for (int i = 0; i < messages; i++) {
      ann.send(room, "Message " + i);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            in("messages")
                    .countDocuments(
                        new Document("conversationId", room).append("undelivered", true))
                == 0);
    return room;
  }

  @Test
  void findsNothingInWhatTheServiceItselfWrote() {
    String room = room(3);
    String file = ann.upload("a.txt", "text/plain", bytes("kept")).expect(201).id();
    String carrier =
        ann.post("/messages", Map.of("conversationId", room, "attachments", List.of(file)))
            .expect(201)
            .id();
    bob.post("/messages/" + carrier + "/read", Map.of("upTo", true)).expect(200);
    bob.delete("/conversations/" + room + "/members/me").expect(204);
    ann.delete("/messages/" + carrier).expect(204);

    await().untilAsserted(() -> assertThat(walk("findings", room)).isEmpty());
    assertThat(walk("findings", file)).isEmpty();
  }

  @Test
  void namesAHoleAndAMessageAtAnotherPlace() {
    String room = room(4);
    in("messages").deleteOne(eq("_id", room + ".3"));
    in("messages").updateOne(eq("_id", room + ".4"), set("seq", 9L));

    List<JsonNode> found = walk("findings", room);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).at("/kind").asText()).isEqualTo("SEQ_HOLE");
    assertThat(found.get(0).at("/subject").asText()).isEqualTo(room + ".3");
    assertThat(found.get(0).at("/conversationId").asText()).isEqualTo(room);
    assertThat(found.get(1).at("/kind").asText()).isEqualTo("SEQ_MISMATCH");
    assertThat(found.get(1).at("/detail").asText()).contains("9");
  }

  @Test
  void namesCountsOfAMessageThatAreNotRecorded() {
    String room = room(1);
    in("messages").updateOne(eq("_id", room + ".1"), set("counts.delivered", 7L));
    String unrecorded = room(1);
    in("deliveries").deleteOne(eq("_id", unrecorded + ".1#0"));

    assertThat(kinds(room)).containsExactly("COUNTS");
    assertThat(kinds(unrecorded)).containsExactly("COUNTS");
  }

  @Test
  void namesAWrongCountOfMembers() {
    String room = room(1);
    in("conversations").updateOne(eq("_id", room), set("members", 5L));

    List<JsonNode> found = walk("findings", room);

    assertThat(kinds(room)).containsExactly("MEMBER_COUNT");
    assertThat(found.getFirst().at("/detail").asText()).contains("5").contains("2");
  }

  @Test
  void namesReceiptsOfWhatTheirReaderNeverSawOrNobodyWrote() {
    String room = room(4);
    ApiClient late = messenger.newUser("late");
    ann.post("/conversations/" + room + "/members", Map.of("userId", late.userId())).expect(201);
    plantReceipt(room, late.userId(), 1, 2);
    plantReceipt(room, bob.userId(), 900, 900);
    plantReceipt(room, messenger.admin().userId(), 2, 2);

    List<JsonNode> found = walk("findings", room);

    assertThat(found).hasSize(3);
    assertThat(found)
        .allSatisfy(one -> assertThat(one.at("/kind").asText()).isEqualTo("RECEIPT_OUTSIDE"));
    assertThat(found.toString()).contains("900, which does not exist").contains("1 to 2");
  }

  private void plantReceipt(String room, String user, int from, int to) {
    in("receipts")
        .insertOne(
            new Document("_id", room + ":" + user + ":0")
                .append("block", room + ":0")
                .append("user", user)
                .append("version", 1L)
                .append(
                    "ranges",
                    List.of(new Document("f", from).append("t", to).append("at", LONG_AGO))));
  }

  @Test
  void namesDeadLettersThatAreMissingOrHaveNoReason() {
    ApiClient deaf = messenger.newUser("deaf");
    messenger
        .admin()
        .put("/admin/network-profiles/user:" + deaf.userId(), Map.of("loss", 1))
        .expect(200);
    String room = ann.privateWith(deaf);
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      letters.add(ann.send(room, "Lost").at("/id").asText() + "~" + deaf.userId());
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            letters.stream()
                .allMatch(
                    id -> messenger.admin().get("/admin/dead-letters/" + id).status() == 200));
    await().untilAsserted(() -> assertThat(walk("findings", room)).isEmpty());

    messenger.admin().delete("/admin/dead-letters/" + letters.get(0) + "?reason=told").expect(204);
    in("deadLetters").deleteOne(eq("_id", letters.get(1)));
    in("deadLetters")
        .insertOne(
            new Document("_id", room + ".77~" + deaf.userId())
                .append("messageId", room + ".77")
                .append("conversationId", room)
                .append("recipientId", deaf.userId())
                .append("failedAt", LONG_AGO));
    in("deliveries")
        .updateOne(
            eq("_id", letters.get(2).replaceFirst("~.*", "#0")),
            set("r." + deaf.userId() + ".s", "D"));

    List<String> found =
        walk("findings", room).stream()
            .map(one -> one.at("/kind").asText() + " " + one.at("/subject").asText())
            .toList();
    assertThat(found)
        .containsExactlyInAnyOrder(
            "LETTER_MISSING " + letters.get(1),
            "LETTER_UNFOUNDED " + room + ".77~" + deaf.userId(),
            "LETTER_UNFOUNDED " + letters.get(2),
            "COUNTS " + letters.get(2).replaceFirst("~.*", ""));
    in("deadLetters").deleteOne(eq("_id", room + ".77~" + deaf.userId()));
  }

  @Test
  void namesFilesThatDangle() {
    String room = room(0);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String file = ann.upload("a.txt", "text/plain", bytes("file " + i)).expect(201).id();
      ann.post("/messages", Map.of("conversationId", room, "attachments", List.of(file)))
          .expect(201);
      files.add(file);
    }
    await().untilAsserted(() -> assertThat(walk("findings", room)).isEmpty());

    in("media.files").deleteOne(eq("_id", files.get(0)));
    in("media.files").updateOne(eq("_id", files.get(1)), pull("metadata.references", room + ".2"));
    in("media.files").updateOne(eq("_id", files.get(2)), push("metadata.references", room + ".99"));

    assertThat(kinds(files.get(0))).containsExactly("MEDIA_MISSING");
    assertThat(kinds(files.get(1))).containsExactly("MEDIA_UNTIED");
    assertThat(kinds(files.get(2))).containsExactly("MEDIA_TIED_TO_NOTHING");
  }

  @Test
  void saysWhatIsHeldAndByWhom() {
    String room = room(1);
    in("messages")
        .updateOne(
            eq("_id", room + ".1"),
            combine(set("undelivered", true), set("createdAt", LONG_AGO), set("status", "SENT")));
    in("deliveries")
        .updateOne(
            eq("_id", room + ".1#0"),
            combine(unset("ok"), set("r", new Document(bob.userId(), new Document("s", "W")))));
    String file = ann.upload("a.txt", "text/plain", bytes("held")).expect(201).id();
    in("media.files")
        .updateOne(
            eq("_id", file),
            combine(
                set("metadata.heldAt", LONG_AGO),
                set(
                    "metadata.holds",
                    List.of(
                        new Document("conversation", room)
                            .append("sender", ann.userId())
                            .append("clientMessageId", "lost")))));

    JsonNode message = walk("held", room + ".1").getFirst();
    assertThat(message.at("/kind").asText()).isEqualTo("MESSAGE");
    assertThat(message.at("/by").asText()).isEqualTo(bob.userId());
    assertThat(message.at("/since").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(walk("held", file).getFirst().at("/by").asText())
        .isEqualTo(ann.userId() + " in " + room);
  }

  @Test
  void looksAtOneConversationAlone() {
    String wrong = room(1);
    String right = room(1);
    in("conversations").updateOne(eq("_id", wrong), set("members", 9L));
    String path = "/admin/consistency?conversationId=";

    assertThat(messenger.admin().get(path + right).expect(200).at("/findings")).isEmpty();
    var report = messenger.admin().get(path + wrong).expect(200);
    assertThat(report.at("/findings/0/kind").asText()).isEqualTo("MEMBER_COUNT");
    assertThat(report.at("/next").isNull()).isTrue();
    messenger.admin().get(path + "0000000000000000000000000z").expect(404);
    messenger.admin().get("/admin/consistency?cursor=bm9uc2Vuc2U").expect(400);
    ann.get("/admin/consistency").expect(403);
  }

  @Test
  void countsWhatItFindsInTheBackground() {
    String room = room(1);
    in("conversations").updateOne(eq("_id", room), set("members", 8L));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> messenger.anonymous().get("/metrics").expect(200).text(),
            text ->
                text.lines()
                    .filter(line -> line.startsWith("messenger_consistency_findings"))
                    .filter(line -> line.contains("MEMBER_COUNT"))
                    .anyMatch(line -> !line.endsWith(" 0.0")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
