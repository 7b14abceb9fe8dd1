package com.paidhr.messenger.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final LoopHealth health = new LoopHealth();
  private final Loops loops = new Loops(health);
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void goOnAfterAFailureAndTellWhichFail() throws InterruptedException {
    Semaphore more = new Semaphore(0);
    loops.begin(
        "flaky",
        () -> {
          if (rounds.incrementAndGet() == 1) {
            throw new IllegalStateException("once");
          }
          more.acquire();
        },
        more::release,
        () -> {});

    await().until(() -> rounds.get() == 2);
    assertThat(health.failing()).containsExactly("flaky");
    more.release();
    await().until(() -> health.failing().isEmpty());

    loops.stop();
    loops.awaitEnd(LONG);
  }

  @Test
  void comeAgainAfterATimeUntilTheyStop() throws InterruptedException {
    loops.every(Duration.ofMillis(1), "often", rounds::incrementAndGet);
    AtomicInteger rare = new AtomicInteger();
    loops.every(LONG, "rare", rare::incrementAndGet);

    await().until(() -> rounds.get() > 3 && rare.get() == 1);
    loops.stop();
    loops.awaitEnd(LONG);

    int last = rounds.get();
    await().during(Duration.ofMillis(50)).until(() -> rounds.get() == last && rare.get() == 1);
  }

  @Test
  void doWhatIsLastWhenTheLastRoundIsOver() throws InterruptedException {
    List<String> done = new CopyOnWriteArrayList<>();
    Semaphore more = new Semaphore(0);
    loops.begin(
        "waits",
        () -> {
          more.acquire();
          done.add("round");
        },
        more::release,
        () -> done.add("last"));

    loops.stop();
    loops.awaitEnd(LONG);

    assertThat(done).isSubsetOf("round", "last").endsWith("last");
  }

  @Test
  void waitForTheirEndNoLongerThanATime() throws InterruptedException {
    Semaphore never = new Semaphore(0);
    loops.begin("stuck", never::acquire);

    loops.stop();
    loops.awaitEnd(Duration.ofMillis(5));

    never.release();
    loops.awaitEnd(LONG);
  }
}
