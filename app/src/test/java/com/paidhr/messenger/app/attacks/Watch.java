package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the service while it is attacked: it lives, its memory is bounded, a normal user is
 * served in time, and the log has no SEVERE line.
 */
final class Watch implements AutoCloseable {
  private static final long MAX_RESIDENT_KIB = 450 * 1_024;
  private static final Duration BAR = Duration.ofSeconds(1);
  private static final int TIMES = 10;
  private static final int CALM = 60;

  private final RunningMessenger messenger;
  private final ApiClient user;
  private final String room;
  private final Duration calm;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<Long> waits = new ArrayList<>();
  private final Thread busy;
  private volatile long resident;
  private volatile @Nullable Throwable failure;

  /** Measures how long a normal user waits now, and goes on being one until it is closed. */
  Watch(RunningMessenger messenger) {
    this.messenger = messenger;
    this.user = messenger.newUser("normal");
    this.room = user.privateWith(messenger.newUser("other"));
    for (int i = 0; i < CALM; i++) {
      visit();
    }
    this.calm = p99();
    waits.clear();
    this.busy = Thread.ofPlatform().start(this::run);
  }

  private void run() {
    try {
      while (!isOver.get()) {
        visit();
        resident = Math.max(resident, residentKib());
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void visit() {
    timed(() -> user.send(room, "Hello", "key-" + System.nanoTime()).expect(201));
    timed(() -> user.get("/messages?conversationId=" + room).expect(200));
    timed(() -> user.get("/conversations").expect(200));
  }

  private synchronized void timed(Runnable request) {
    long begin = System.nanoTime();
    request.run();
    waits.add(System.nanoTime() - begin);
  }

  private synchronized Duration p99() {
    List<Long> sorted = waits.stream().sorted().toList();
    return Duration.ofNanos(sorted.get((sorted.size() - 1) * 99 / 100));
  }

  private long residentKib() {
    Path status = Path.of("/proc", Long.toString(messenger.process().pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the normal user was served so far. */
  synchronized int visits() {
    return waits.size();
  }

  /**
   * Ends the watch and tells its verdict. The bar for the time is ten times of what it took before,
   * or a second where that is more, since a machine that does other work is slow for everybody.
   */
  @Override
  public void close() {
    isOver.set(true);
    try {
      busy.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(messenger.process().isAlive()).as("alive; %s", messenger.log()).isTrue();
    assertThat(failure).as("what the normal user met").isNull();
    assertThat(resident).as("resident KiB").isLessThan(MAX_RESIDENT_KIB);
    assertThat(messenger.log()).doesNotContain(" SEVERE ");
    Duration bar = calm.multipliedBy(TIMES);
    assertThat(p99())
        .as("p99 of the normal user, %s before", calm)
        .isLessThan(bar.compareTo(BAR) > 0 ? bar : BAR);
  }
}
