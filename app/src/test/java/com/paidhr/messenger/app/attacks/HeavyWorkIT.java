package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever lets the service hash, measure and search holds up themselves only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeavyWorkIT {
  private static final int ATTACKERS = 20;
  private static final int UPLOADERS = 4;

  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("LIMITS_REGISTRATION_PER_ADDRESS", "off")
          .env("HTTP_TRUSTED_PROXIES", "127.0.0.1")
          .start();
  private NormalUser user;
  private Duration quiet;

  @BeforeAll
  void measure() {
    user = new NormalUser(messenger);
    quiet = user.measure();
  }

  @AfterAll
  void stop() {
    assertThat(messenger.log()).doesNotContain("SEVERE").doesNotContain("Incident");
    messenger.close();
  }

  @Test
  void servesOthersWhileTwentyRegister() {
    ApiClient stranger = messenger.anonymous();
    ApiClient late = messenger.newUser("late");

    during(
        ATTACKERS,
        attacker ->
            stranger.send(
                stranger
                    .request("/users")
                    .header("X-Forwarded-For", "198.51.100.7")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Hostile.registration(attacker)))),
        () -> {
          late.renew();
          user.assertServed(quiet);
        });
  }

  @Test
  void servesOthersWhileFourUploadJpegsOfEmptySegments() {
    List<ApiClient> attackers =
        IntStream.range(0, UPLOADERS).mapToObj(i -> messenger.newUser("jpeg")).toList();
    byte[] jpeg = Hostile.emptySegments();

    during(
        UPLOADERS,
        attacker -> attackers.get(attacker).upload("a.jpg", "image/jpeg", jpeg),
        () -> user.assertServed(quiet));
  }

  @Test
  void servesOthersWhileTwentySearchForBeginnings() {
    ApiClient searcher = messenger.newUser("searcher");
    String room = searcher.group("Haystack");
    IntStream.range(0, 60)
        .parallel()
        .forEach(i -> searcher.send(room, "straw " + "wisp".repeat(50) + i));

    during(
        ATTACKERS,
        attacker -> searcher.get("/messages?conversationId=" + room + "&q=need&limit=1"),
        () -> user.assertServed(quiet));
  }

  /** Measures while attackers repeat what they do, each one after the other. */
  private static void during(int count, IntConsumer attack, Runnable measurement) {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Void>> attackers =
        IntStream.range(0, count)
            .mapToObj(attacker ->
                CompletableFuture.runAsync(
                    () -> {
                      while (!over.get()) {
                        attack.accept(attacker);
                      }
                    },
                    task -> Thread.ofVirtual().start(task)))
            .toList();
    try {
      measurement.run();
    } finally {
      over.set(true);
      attackers.forEach(CompletableFuture::join);
    }
  }
}
