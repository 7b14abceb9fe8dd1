package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sends, pages and lists as people do, and notes how long that takes. */
final class NormalUser {
  private static final int ROUNDS = 15;
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Duration NOISE = Duration.ofMillis(30);

  private final ApiClient user;
  private final String room;

  NormalUser(RunningMessenger messenger) {
    user = messenger.newUser("normal");
    room = user.group("Everyday");
    for (int i = 0; i < 3; i++) {
      round();
    }
  }

  /** The longest but few of what a send, a page and a list take, each once per round. */
  Duration p99() {
    List<Duration> all = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      all.addAll(round());
    }
    Collections.sort(all);
    return all.get(all.size() - 1 - all.size() / 100);
  }

  private List<Duration> round() {
    return List.of(
        timed(() -> user.send(room, "Good morning")),
        timed(() -> user.get("/messages?conversationId=" + room + "&limit=20").expect(200)),
        timed(() -> user.get("/conversations?limit=20").expect(200)));
  }

  private static Duration timed(Runnable request) {
    long begin = System.nanoTime();
    request.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * The user is served at most ten times as slowly as without the attack, and within a second. On a
   * machine whose other programs alone make a quiet service this slow, the first is all that is
   * asked.
   */
  static void assertServed(Duration quiet, Duration attacked) {
    Duration usual = quiet.compareTo(NOISE) < 0 ? NOISE : quiet;
    assertThat(attacked)
        .as("p99 without the attack was %s", quiet)
        .isLessThan(usual.multipliedBy(10));
    if (usual.multipliedBy(10).compareTo(LONGEST) <= 0) {
      assertThat(attacked).isLessThan(LONGEST);
    }
  }
}
