package com.paidhr.messenger.shared.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.limits.LimitSettings.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeavyWorkTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private HeavyWork work = work(Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    gate.countDown();
    work.stop();
  }

  @Test
  void returnsOrThrowsWhatTheWorkDoes() {
    assertThat(work.<String>run("hash", () -> Thread.currentThread().getName()))
        .isEqualTo("heavy-work-0");
    assertThatThrownBy(() -> work.run("hash", this::refuse)).isInstanceOf(DomainException.class);
    assertThat(work.<Integer>run("hash", () -> work.run("hash", () -> 7))).isEqualTo(7);
  }

  @Test
  void worksForTheRequesterAndThenForTheService() {
    String address = as("flood", () -> work.run("hash", () -> Requester.current().address()));

    assertThat(address).isEqualTo("flood");
    assertThat(work.<String>run("hash", () -> Requester.current().address())).isEqualTo("service");
  }

  @Test
  void givesTurnsToOthersBeforeWhatOneAddressHasWaiting() {
    List<String> done = new CopyOnWriteArrayList<>();
    var busy = inBackground("flood", this::holdThread);
    List<CompletableFuture<Boolean>> flood =
        List.of("f1", "f2").stream().map(name -> noting("flood", name, done)).toList();
    var other = noting("home", "h", done);
    gate.countDown();
    busy.join();
    other.join();
    flood.forEach(CompletableFuture::join);

    assertThat(done.indexOf("h")).isLessThan(2);
  }

  @Test
  void refusesWhatIsTooMuchForOneUserAnAddressOrAll() {
    inBackground("flood", this::holdThread);
    waiting("flood", "ann");
    waiting("flood", "ann");
    assertThatThrownBy(() -> as("flood", () -> work.run("hash", "ann", () -> 1)))
        .hasMessageContaining("Too many such requests");
    waiting("flood", "bob");
    assertThatThrownBy(() -> as("flood", () -> work.run("hash", "carl", () -> 1)))
        .hasMessageContaining("Too many such requests");
    waiting("home", "dora");
    assertThatThrownBy(() -> as("elsewhere", () -> work.run("hash", "eve", () -> 1)))
        .hasMessageContaining("Too much is asked for");
  }

  @Test
  void refusesWhatWaitsTooLongAndDoesNotDoIt() {
    work.stop();
    work = work(Duration.ofMillis(50));
    List<String> done = new CopyOnWriteArrayList<>();
    inBackground("flood", this::holdThread);

    assertThatThrownBy(() -> work.run("hash", () -> done.add("late")))
        .hasMessageContaining("Too much is asked for");
    gate.countDown();
    work.run("hash", () -> done.add("next"));
    assertThat(done).containsExactly("next");
  }

  private boolean refuse() {
    throw DomainException.conflict("No");
  }

  /** Returns when the only thread is held. */
  private boolean holdThread() {
    try {
      gate.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void waiting(String address, String user) {
    int before = work.waiting();
    var _ =
        CompletableFuture.supplyAsync(
            () -> as(address, () -> work.run("hash", user, () -> true)), HeavyWorkTest::virtual);
    Awaitility.await().until(() -> work.waiting() > before);
  }

  private CompletableFuture<Boolean> noting(String address, String name, List<String> done) {
    int before = work.waiting();
    var result =
        CompletableFuture.supplyAsync(
            () -> as(address, () -> work.run("hash", () -> done.add(name))),
            HeavyWorkTest::virtual);
    Awaitility.await().until(() -> work.waiting() > before);
    return result;
  }

  private CompletableFuture<Boolean> inBackground(String address, Supplier<Boolean> task) {
    CountDownLatch begun = new CountDownLatch(1);
    var result =
        CompletableFuture.supplyAsync(
            () ->
                as(
                    address,
                    () ->
                        work.run(
                            "hash",
                            () -> {
                              begun.countDown();
                              return task.get();
                            })),
            HeavyWorkTest::virtual);
    Awaitility.await().until(() -> begun.getCount() == 0);
    return result;
  }

  private static <T> T as(String address, Supplier<T> task) {
    new Requester(address, null).begin();
    try {
      return task.get();
    } finally {
      Requester.clear();
    }
  }

  private static void virtual(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  private static HeavyWork work(Duration patience) {
    return new HeavyWork(new LimitSettings(new Work(1, 4, 3, 2, patience)));
  }
}
