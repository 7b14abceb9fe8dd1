package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.Crowd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whoever takes answers slowly makes the service hold them: all who do so together, several users
 * from several addresses, leave room for everybody else, with the launcher's options.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(AgainWhereSlow.class)
class SlowReadersIT {
  private static final int USERS = 8;
  private static final int ANSWERS_EACH = 70;
  private static final int DOWNLOADS = 800;
  private static final int FILE = 20_000_000;
  private static final int TEXTS = 8;
  private static final String LONG_TEXT = "\uD83D\uDE00".repeat(39_000);
  private static final long BETWEEN_SIPS = 200_000_000L;

  /** The two seconds that it may take, and the six or so of the bytes that the kernel takes. */
  private static final Duration ENDED_BY_THEN = Duration.ofSeconds(13);

  private RunningMessenger messenger;
  private List<ApiClient> users;
  private String file;
  private String room;

  @BeforeAll
  void start() {
    messenger = RunningMessenger.with().start();
    users = IntStream.range(0, USERS).mapToObj(i -> messenger.newUser("slow" + i)).toList();
    ApiClient owner = users.getFirst();
    room = owner.group("Slow", users.subList(1, USERS).toArray(ApiClient[]::new));
    file = owner.upload("a.bin", "application/octet-stream", new byte[FILE]).id();
    owner
        .post(
            "/messages",
            Map.of("conversationId", room, "body", "For all", "attachments", List.of(file)))
        .expect(201);
    for (int i = 0; i < TEXTS; i++) {
      owner.send(room, LONG_TEXT);
    }
  }

  @AfterAll
  void stop() {
    messenger.close();
  }

  @Test
  void leaveRoomForOthersThoughTheyTakeFilesSlowly() throws IOException {
    attack("/media/" + file);
  }

  @Test
  void leaveRoomForOthersThoughTheyTakePagesSlowly() throws IOException {
    attack("/messages?conversationId=" + room + "&limit=200");
  }

  @Test
  void leaveRoomForOthersThoughTheyTakeExportsSlowly() throws IOException {
    attack("/messages/export?conversationId=" + room);
  }

  private void attack(String path) throws IOException {
    Crowd.require(USERS * ANSWERS_EACH);
    try (var watch = new Watch(messenger);
        var crowd = new Crowd()) {
      for (int i = 0; i < USERS; i++) {
        String from = "127.0.0." + (2 + i);
        crowd.joinSlowly(messenger.url(), ANSWERS_EACH, get(path, users.get(i)), from);
      }
      sip(watch, crowd);
    }
  }

  /** Hundreds that begin at the same moment. */
  @Test
  void leaveRoomForOthersThoughOneTakesAFileManyTimes() throws IOException {
    Crowd.require(DOWNLOADS);
    try (var watch = new Watch(messenger);
        var crowd = new Crowd()) {
      String download = get("/media/" + file, users.getFirst());
      crowd.joinSlowly(messenger.url(), DOWNLOADS, download, "127.0.0.2");
      sip(watch, crowd);
    }
  }

  /** Each write is taken in time, all of them together are not. */
  @Test
  void areEndedBelowTheLeastRate() throws IOException {
    try (RunningMessenger strict =
            RunningMessenger.with()
                .env("HTTP_WRITE_TIMEOUT", "PT2S")
                .env("HTTP_MIN_RATE", "1000000")
                .start();
        var crowd = new Crowd()) {
      ApiClient ann = strict.newUser("ann");
      String own = ann.upload("a.bin", "application/octet-stream", new byte[FILE]).id();
      crowd.joinSlowly(strict.url(), 1, get("/media/" + own, ann), "127.0.0.2");

      sipFor(crowd, ENDED_BY_THEN);
      // What the kernel had taken by then is still sent.
      var sips = new AtomicInteger();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> sips.incrementAndGet() > 0 && crowd.sip() == 0);
      assertThat((long) sips.get() * Crowd.SIP).isLessThan(FILE);
      assertThat(strict.log()).doesNotContain(" SEVERE ");
    }
  }

  private static void sipFor(Crowd crowd, Duration time) {
    long until = System.nanoTime() + time.toNanos();
    Awaitility.await()
        .atMost(time.multipliedBy(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> crowd.sip() == 0 || System.nanoTime() > until);
  }

  private static void sip(Watch watch, Crowd crowd) {
    watch.during(() -> {
      crowd.sip();
      LockSupport.parkNanos(BETWEEN_SIPS);
    });
  }

  private static String get(String path, ApiClient user) {
    return "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(path, user.accessToken());
  }
}
