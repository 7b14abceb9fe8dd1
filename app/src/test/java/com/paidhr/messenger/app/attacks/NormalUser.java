package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends, pages and lists as people do, and notes how long that takes. */
final class NormalUser {
  private static final int VISITS = 15;
  private static final int MEASUREMENTS = 3;
  private static final Duration NOISE = Duration.ofMillis(30);

  private final ApiClient user;
  private final String room;
  private final List<Duration> times = new ArrayList<>();

  NormalUser(RunningMessenger messenger) {
    user = messenger.newUser("normal");
    room = user.group("Everyday");
    for (int i = 0; i < 3; i++) {
      visit();
    }
    forget();
  }

  /** Sends, pages and lists once. */
  void visit() {
    timed(() -> user.send(room, "Good morning"));
    timed(() -> user.get("/messages?conversationId=" + room + "&limit=20").expect(200));
    timed(() -> user.get("/conversations?limit=20").expect(200));
  }

  private void timed(Runnable request) {
    long begin = System.nanoTime();
    request.run();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    synchronized (times) {
      times.add(time);
    }
  }

  /** Forgets all times. */
  void forget() {
    synchronized (times) {
      times.clear();
    }
  }

  /** How many requests were answered. */
  int answered() {
    synchronized (times) {
      return times.size();
    }
  }

  /** The longest but few of all times. */
  Duration p99() {
    synchronized (times) {
      return times.stream().sorted().toList().get(times.size() - 1 - times.size() / 100);
    }
  }

  /** The longest but few of a number of visits now. */
  Duration measure() {
    forget();
    for (int i = 0; i < VISITS; i++) {
      visit();
    }
    return p99();
  }

  /**
   * Measures while the service is attacked, again where it is too long: what other programs do
   * passes, attacks do not.
   *
   * @param quiet what was measured without the attack
   */
  void assertServed(Duration quiet) {
    Duration usual = quiet.compareTo(NOISE) < 0 ? NOISE : quiet;
    Duration bar = usual.multipliedBy(10);
    Duration attacked = measure();
    for (int i = 1; i < MEASUREMENTS && attacked.compareTo(bar) >= 0; i++) {
      attacked = measure();
    }
    assertThat(attacked).as("p99 without the attack was %s", quiet).isLessThan(bar);
  }
}
