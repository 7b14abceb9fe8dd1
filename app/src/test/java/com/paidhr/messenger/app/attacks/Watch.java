package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the service while it is attacked: it lives, its memory is bounded, a normal user is
 * served in time, and the log has no SEVERE line and nothing of what attackers sent.
 */
final class Watch implements AutoCloseable {
  private static final OperatingSystemMXBean MACHINE = ManagementFactory.getOperatingSystemMXBean();
  private static final long MAX_RESIDENT_KIB = 450 * 1_024;
  private static final Duration BAR = Duration.ofSeconds(1);
  private static final int TIMES = 10;

  /** Fewer answers have no 99th percentile. */
  private static final int VISITS = 100;

  private final RunningMessenger messenger;
  private final NormalUser user;
  private final Duration calm;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread busy;
  private volatile long resident;
  private volatile @Nullable Throwable failure;

  /** Measures how long a normal user waits now, and goes on being one until it is closed. */
  Watch(RunningMessenger messenger) {
    this.messenger = messenger;
    this.user = new NormalUser(messenger);
    this.calm = user.measure();
    user.forget();
    this.busy = Thread.ofPlatform().start(this::run);
  }

  private void run() {
    try {
      while (!isOver.get()) {
        user.visit();
        resident = Math.max(resident, residentKib());
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
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

  /** Repeats an attack until the normal user was served some times meanwhile. */
  void during(Runnable attack) {
    int before = visits();
    do {
      attack.run();
    } while (failure == null && visits() < before + VISITS);
  }

  /** How many requests of the normal user were answered so far. */
  int visits() {
    return user.answered();
  }

  /**
   * Ends the watch and tells its verdict. The bar for the time is a second, or ten times of what it
   * took before where that is more; on a machine with more work than cores, as much more.
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
    assertThat(messenger.log()).doesNotContain(" SEVERE ").doesNotContain(Hostile.SECRET);
    assertServedInTime();
  }

  private void assertServedInTime() {
    Duration bar = calm.multipliedBy(TIMES).compareTo(BAR) > 0 ? calm.multipliedBy(TIMES) : BAR;
    double crowding =
        Math.max(1, MACHINE.getSystemLoadAverage() / MACHINE.getAvailableProcessors());
    System.out.printf(
        "A normal user's p99 was %s, alone %s, with %.1f as much work as cores%n",
        user.p99(), calm, crowding);
    try {
      assertThat(user.p99())
          .as("p99 of the normal user, %s before, %.1f as much work as cores", calm, crowding)
          .isLessThan(Duration.ofNanos((long) (bar.toNanos() * crowding)));
    } catch (AssertionError e) {
      throw new AgainWhereSlow.TooSlowError(e);
    }
  }
}
