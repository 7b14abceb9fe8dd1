package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to its connection, to Redis and to its memberships, a client that folds its
 * stream and fetches what gaps name ends with what is stored. The seed of a schedule that fails is
 * in the failure.
 */
class StreamFoldIT {
  private static final int SCHEDULES = Integer.getInteger("messenger.test.folds", 500);
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final int STEPS = 12;
  private static final int AT_LEAST = 3;

  @TempDir private static Path folder;

  private static RedisServer redis;
  private static RunningMessenger messenger;

  @BeforeAll
  static void start() {
    redis = RedisServer.start(folder);
    messenger =
        RunningMessenger.with()
            .env("REDIS_URI", redis.uri().toString())
            .env("DELIVERY_INBOX_LENGTH", "10")
            .env("DELIVERY_REDRIVE_AFTER", "PT0.5S")
            .env("DELIVERY_REDRIVE_EVERY", "PT0.5S")
            .start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
    redis.close();
  }

  @Test
  void foldsToWhatIsStored() {
    long end = System.nanoTime() + TIME.toNanos();
    List<ApiClient> cast =
        List.of(messenger.newUser("ann"), messenger.newUser("bob"), messenger.newUser("cy"));
    for (int i = 0; i < SCHEDULES && (i < AT_LEAST || System.nanoTime() < end); i++) {
      long seed = new Random().nextLong();
      try {
        fold(new Random(seed), cast);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("Schedule " + i + " with the seed " + seed, e);
      }
    }
  }

  private static void fold(Random random, List<ApiClient> cast) {
    ApiClient ann = cast.getFirst();
    ApiClient bob = cast.get(1);
    String room = ann.group("fold", bob, cast.get(2));
    List<FoldedClient> clients = new ArrayList<>();
    try {
      cast.forEach(user -> clients.add(new FoldedClient(user)));
      ann.send(room, "first");
      for (int step = 0; step < STEPS; step++) {
        step(random, room, cast, clients);
      }
      ann.send(room, "last");
      for (FoldedClient client : clients) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(client.held(room)).isEqualTo(client.stored(room)));
      }
    } finally {
      clients.forEach(FoldedClient::close);
    }
  }

  private static void step(
      Random random, String room, List<ApiClient> cast, List<FoldedClient> clients) {
    ApiClient ann = cast.getFirst();
    ApiClient bob = cast.get(1);
    String members = "/conversations/" + room + "/members";
    switch (random.nextInt(13)) {
      case 0 -> ann.delete(members + "/" + bob.userId());
      case 1 -> ann.post(members, Map.of("userId", bob.userId()));
      case 2, 3 -> clients.get(random.nextInt(clients.size())).cutAndResume();
      case 4 -> {
        if (random.nextInt(4) == 0) {
          try (var connection = redis.connect()) {
            connection.flushAll();
          }
        }
      }
      case 5 -> changeOne(random, ann, room, message -> ann.delete(message));
      case 6 ->
          changeOne(random, ann, room, message -> ann.patch(message, Map.of("body", "edited")));
      case 7 ->
          changeOne(
              random, ann, room, message -> ann.put(message + "/reactions/%F0%9F%91%8D", Map.of()));
      default -> {
        ApiClient sender = cast.get(random.nextInt(cast.size()));
        sender.post(
            "/messages", Map.of("conversationId", room, "body", "step " + random.nextInt(1_000)));
      }
    }
  }

  /** Whatever the answer: a message of another or of the service is not to be changed. */
  private static void changeOne(
      Random random, ApiClient user, String room, Consumer<String> change) {
    List<JsonNode> messages = user.history(room);
    JsonNode one = messages.get(random.nextInt(messages.size()));
    change.accept("/messages/" + one.get("id").asText());
  }
}
