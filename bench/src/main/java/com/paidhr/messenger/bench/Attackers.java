package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.AtOnce;
import com.paidhr.messenger.testsupport.attacks.Crowd;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import com.paidhr.messenger.testsupport.attacks.LargeTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** All attacks in turn, each some times smaller than in the tests, with pauses between them. */
final class Attackers implements AutoCloseable {
  private static final long PAUSE_SECONDS = 5;
  private static final long HOLD_SECONDS = 5;
  private static final int FILE = 5_000_000;

  /** What one attacker does. */
  private interface Attack {
    void run() throws IOException;
  }

  private final List<Attack> attacks = new ArrayList<>();
  private final RunningMessenger messenger;
  private final ApiClient user;
  private final Thread thread;
  private int done;
  private int unanswered;
  private volatile boolean isOver;

  Attackers(RunningMessenger messenger) {
    this.messenger = messenger;
    user = messenger.newUser("attacker");
    addConnections();
    addRequests();
    thread = Thread.ofPlatform().start(this::run);
  }

  private void addConnections() {
    attacks.add(() -> crowd(1_000, ""));
    attacks.add(() -> crowd(500, Hostile.endlessHead()));
    attacks.add(() -> crowd(300, Hostile.endlessBody(17_000)));
    attacks.add(() -> crowd(300, Hostile.endlessBody(400_000)));
    attacks.add(() -> crowd(300, Hostile.neverSent()));
    attacks.add(() -> crowd(100, Hostile.endlessUpload(user.accessToken())));
    attacks.add(() -> crowd(50, Hostile.smuggled()));
    attacks.add(this::readSlowly);
  }

  /** Takes a large file on many connections, a little at a time. */
  private void readSlowly() throws IOException {
    String file = user.upload("large.bin", "application/octet-stream", new byte[FILE]).id();
    String download =
        "GET /media/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(file, user.accessToken());
    try (Crowd crowd = new Crowd().joinSlowly(messenger.url(), 200, download, "127.0.0.2")) {
      for (int i = 0; i < HOLD_SECONDS; i++) {
        rest(1);
        crowd.sip();
      }
    }
    user.delete("/media/" + file);
  }

  private void addRequests() {
    LargeTexts texts = new LargeTexts(messenger, 40);
    String room = user.group("Haystack");
    String search = "/messages?q=n&limit=1&conversationId=" + room;
    byte[] jpeg = Hostile.emptySegments();
    for (String list : texts.lists()) {
      attacks.add(() -> texts.read(list, 4));
    }
    attacks.add(() -> texts.readAsStranger(8));
    attacks.add(() -> atOnce(32, i -> user.post("/conversations", Hostile.manyMembers())));
    attacks.add(() -> atOnce(20, this::register));
    attacks.add(() -> atOnce(4, i -> user.upload("a.jpg", "image/jpeg", jpeg)));
    attacks.add(() -> atOnce(20, i -> user.get(search)));
    attacks.add(() -> atOnce(200, i -> user.send(room, "flood " + i, "flood-" + i)));
    attacks.add(user::renew);
  }

  private Answer register(int number) {
    ApiClient stranger = messenger.anonymous();
    return stranger.send(
        stranger
            .request("/users")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Hostile.registration(number))));
  }

  private static void atOnce(int times, IntFunction<Answer> request) {
    for (Answer answer : AtOnce.each(times, request)) {
      if (answer.status() == 500) {
        throw new AssertionError(answer.toString());
      }
    }
  }

  private void crowd(int connections, String raw) throws IOException {
    try (Crowd crowd = new Crowd().join(messenger.url(), connections, raw)) {
      rest(HOLD_SECONDS);
      crowd.alive();
    }
  }

  private static void rest(long seconds) {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void run() {
    while (!isOver) {
      for (Attack attack : attacks) {
        if (!isOver) {
          attack(attack);
          rest(PAUSE_SECONDS);
        }
      }
    }
  }

  /** That the service hangs up on an attacker is no failure. */
  private synchronized void attack(Attack attack) {
    try {
      attack.run();
    } catch (IOException | UncheckedIOException | AssertionError e) {
      unanswered++;
      System.out.println("An attack ended with " + e + ", " + e.getCause());
    }
    done++;
  }

  /** Measures something while no attack goes on. */
  synchronized double between(Measure measure) throws IOException {
    return measure.take();
  }

  /** What is measured. */
  interface Measure {
    double take() throws IOException;
  }

  /** How many attacks there were. */
  int done() {
    return done;
  }

  /** How many of them were not answered to the end. */
  int unanswered() {
    return unanswered;
  }

  @Override
  public void close() throws InterruptedException {
    isOver = true;
    thread.join();
  }
}
