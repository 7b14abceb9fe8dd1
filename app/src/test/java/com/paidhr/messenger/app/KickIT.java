package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What one node takes away is gone on the other one, too, and no send gets past it. */
class KickIT {
  private static final int ROUNDS = 40;
  private static final int SENDS = 4;

  @Test
  void holdsOnEveryNodeAndAgainstEverySend() throws Exception {
    String database = TestStores.freshDatabase();
    try (var one = node(database);
        var two = node(database)) {
      var ann = one.newUser("ann");
      var bob = one.newUser("bob");
      var annAtTwo = ApiClient.signIn(two::url, ann.username(), ann.password());
      var bobAtTwo = ApiClient.signIn(two::url, bob.username(), bob.password());

      closesEveryDoorFromASecondOn(ann, bob, bobAtTwo);
      endsWritingFromASecondOn(ann, annAtTwo);
      for (int round = 0; round < ROUNDS; round++) {
        letsASendStandBeforeTheKickOrRefusesIt(ann, bob, round % 2 == 0 ? bobAtTwo : bob);
      }
    }
  }

  private static void closesEveryDoorFromASecondOn(ApiClient ann, ApiClient bob, ApiClient at) {
    String room = ann.group("Doors", bob);
    byte[] bytes = "secret".getBytes(StandardCharsets.UTF_8);
    String file = ann.upload("secret.txt", "text/plain", bytes).expect(201).id();
    String message =
        ann.post(
                "/messages",
                Map.of("conversationId", room, "body", "secret", "attachments", List.of(file)))
            .expect(201)
            .id();
    List<String> doors =
        List.of(
            "/conversations/" + room,
            "/conversations/" + room + "/members",
            "/messages?conversationId=" + room,
            "/messages?conversationId=" + room + "&q=secret",
            "/messages/export?conversationId=" + room,
            "/messages/" + message,
            "/messages/" + message + "/status",
            "/messages/" + message + "/timeline",
            "/media/" + file);
    doors.forEach(door -> at.get(door).expect(200));
    assertThat(listed(at)).contains(room);
    at.send(room, "Still here");

    kick(ann, bob, room);

    long kicked = System.nanoTime();
    for (String door : doors) {
      fromASecondOn(kicked, () -> at.get(door).expect(404));
    }
    fromASecondOn(kicked, () -> assertThat(listed(at)).doesNotContain(room));
    fromASecondOn(
        kicked, () -> assertThat(at.get("/messages?q=secret").expect(200).items()).isEmpty());
    fromASecondOn(kicked, () -> at.send(room, "Let me in", "after-the-kick").expect(404));

    String afterwards = ann.send(room, "Without you").at("/id").asText();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          JsonNode status = ann.get("/messages/" + afterwards + "/status").expect(200).json();
          assertThat(status.at("/status").asText()).isEqualTo("DELIVERED");
          assertThat(status.at("/recipients")).isEmpty();
        });
  }

  private static void endsWritingFromASecondOn(ApiClient owner, ApiClient at) {
    String room = owner.group("Archive");
    at.send(room, "Still open");

    owner.delete("/conversations/" + room).expect(204);

    fromASecondOn(
        System.nanoTime(), () -> at.send(room, "Too late", "after-the-archive").expect(409));
    assertThat(at.history(room)).extracting(one -> one.at("/body").asText()).contains("Still open");
  }

  private static void letsASendStandBeforeTheKickOrRefusesIt(
      ApiClient ann, ApiClient bob, ApiClient at) throws Exception {
    String room = ann.group("Race", bob);
    List<Answer> sends = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> race = new ArrayList<>();
      for (int i = 0; i < SENDS; i++) {
        String key = "send-" + i;
        race.add(() -> at.send(room, "Racing", key));
      }
      race.add(SENDS / 2, () -> ann.delete("/conversations/" + room + "/members/" + bob.userId()));
      for (Future<Answer> answer : threads.invokeAll(race)) {
        sends.add(answer.get());
      }
    }

    sends.remove(SENDS / 2).expect(204);
    List<JsonNode> log = ann.history(room);
    assertThat(log.getLast().at("/system/type").asText()).isEqualTo("member.kicked");
    assertThat(sends).extracting(Answer::status).isSubsetOf(201, 404);
    assertThat(
            sends.stream()
                .filter(sent -> sent.status() == 201)
                .map(sent -> sent.json().at("/seq").asLong()))
        .containsExactlyInAnyOrderElementsOf(
            log.subList(0, log.size() - 1).stream().map(one -> one.at("/seq").asLong()).toList());
  }

  private static void kick(ApiClient admin, ApiClient member, String room) {
    admin.delete("/conversations/" + room + "/members/" + member.userId()).expect(204);
  }

  private static List<String> listed(ApiClient client) {
    return client.get("/conversations?limit=200").expect(200).items().stream()
        .map(one -> one.at("/id").asText())
        .toList();
  }

  /**
   * Every request that begins a second after the change shows it, however long its answer takes;
   * until then others are let through.
   */
  private static void fromASecondOn(long change, Runnable check) {
    while (true) {
      boolean mayStillFail = System.nanoTime() - change < Duration.ofSeconds(1).toNanos();
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (!mayStillFail) {
          throw e;
        }
      }
    }
  }

  private static RunningMessenger node(String database) {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", database)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .start();
  }
}
