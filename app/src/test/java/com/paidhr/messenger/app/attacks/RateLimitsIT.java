package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A flood is answered with 429, whichever node it goes to, and everybody else is served. */
class RateLimitsIT {

  @Test
  void refusesAFloodOfRegistrationsAndSaysWhenToComeBack() {
    try (var messenger = RunningMessenger.with().env("LIMITS_RATE_FACTOR", "1").start()) {
      List<Answer> answers =
          IntStream.range(0, 40)
              .mapToObj(i -> register(messenger.anonymous(), "flood" + i))
              .toList();

      assertThat(answers.subList(0, 20)).allSatisfy(answer -> answer.expect(201));
      assertThat(answers.getFirst().header("RateLimit-Limit")).isEqualTo("20");
      assertThat(answers.getFirst().header("RateLimit-Remaining")).isEqualTo("19");
      Answer refused = answers.getLast().expect(429);
      assertThat(refused.problem()).isEqualTo("too-many-requests");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(Integer.parseInt(refused.header("RateLimit-Reset"))).isPositive();
      ApiClient ann = messenger.newUser("ann");
      ann.send(ann.group("Calm"), "Hello");
      ann.patch("/users/me", Map.of("displayName", "Ann", "email", emailOf(ann))).expect(200);
      ann.patch(
              "/users/me", Map.of("email", "flood0@example.org", "currentPassword", ann.password()))
          .expect(429);
    }
  }

  private static String emailOf(ApiClient user) {
    return user.get("/users/me").at("/email").asText();
  }

  @Test
  void countsOneUserOverAllNodesAndOthersApart() {
    String database = TestStores.freshDatabase();
    try (var one = node(database);
        var two = node(database)) {
      ApiClient ann = one.newUser("ann");
      ApiClient annAtTwo = ApiClient.signIn(two::url, ann.username(), ann.password());
      String room = ann.group("Flood");
      IntStream.range(0, 30).forEach(i -> ann.send(room, "Again"));
      ann.post("/messages", message(room)).expect(429);

      Awaitility.await().until(() -> annAtTwo.post("/messages", message(room)).status() == 429);
      annAtTwo.get("/messages?conversationId=" + room).expect(200);
      ApiClient bob = two.newUser("bob");
      bob.send(bob.group("Calm"), "Hello");
    }
  }

  private static Map<String, String> message(String room) {
    return Map.of("conversationId", room, "body", "Again");
  }

  private static Answer register(ApiClient stranger, String name) {
    return stranger.post(
        "/users",
        Map.of(
            "username", name, "email", name + "@example.org", "password", "password-of-" + name));
  }

  private static RunningMessenger node(String database) {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", database)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .env("LIMITS_RATE_FACTOR", "1")
        .env("LIMITS_SEND_PER_USER", "30/PT1H")
        .start();
  }
}
