package com.paidhr.messenger.shared.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MemoryBudgetTest {
  private static final UserId ANN = new UserId("ann");

  private final MemoryBudget hasty = budget(Duration.ZERO);
  private final MemoryBudget patient = budget(Duration.ofSeconds(20));

  private static MemoryBudget budget(Duration wait) {
    return new MemoryBudget(new BudgetSettings(100, 40, 70, wait));
  }

  @Test
  void refusesWhatIsNotLeft() {
    MemoryBudget unshared = new MemoryBudget(new BudgetSettings(100, 100, 100, Duration.ZERO));
    Holding first = unshared.open("1", Client.PROMPT);
    Holding second = unshared.open("2", Client.PROMPT);
    first.take(60);
    second.take(40);

    assertThatThrownBy(() -> second.take(1))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
              assertThat(refusal.retryAfter()).isPresent();
            });
    assertThat(unshared.held()).isEqualTo(100);
    assertThat(unshared.refused()).isEqualTo(1);
  }

  @Test
  void givesBackEverythingAtTheEnd() {
    try (Holding request = hasty.open("1", Client.PROMPT)) {
      request.ownedBy(ANN);
      request.take(40);
      request.give(10);
      assertThat(hasty.held()).isEqualTo(30);
    }

    assertThat(hasty.held()).isZero();
  }

  @Test
  void keepsAUserToItsShareFromWhereverItComes() {
    Holding first = hasty.open("1", Client.PROMPT);
    first.ownedBy(ANN);
    first.take(30);
    Holding second = hasty.open("2", Client.PROMPT);
    second.ownedBy(ANN);
    second.take(10);

    assertThatThrownBy(() -> second.take(1)).isInstanceOf(DomainException.class);

    Holding other = hasty.open("2", Client.PROMPT);
    other.ownedBy(new UserId("bob"));
    other.take(20);
  }

  @Test
  void keepsAnAddressToItsShareWhoeverItIs() {
    Holding first = hasty.open("1", Client.PROMPT);
    first.take(30);
    Holding second = hasty.open("1", Client.PROMPT);
    second.take(40);

    assertThatThrownBy(() -> second.take(1)).isInstanceOf(DomainException.class);
    hasty.open("2", Client.PROMPT).take(20);
  }

  @Test
  void chargesAUserForWhatWasHeldBeforeItWasKnown() {
    Holding first = hasty.open("1", Client.PROMPT);
    first.take(35);
    first.ownedBy(ANN);
    Holding second = hasty.open("1", Client.PROMPT);
    second.ownedBy(ANN);

    assertThatThrownBy(() -> second.take(6)).isInstanceOf(DomainException.class);
  }

  @Test
  void letsARequestThatIsAloneExceedItsShareWhileHalfStaysFree() {
    Holding alone = hasty.open("1", Client.PROMPT);
    alone.ownedBy(ANN);

    alone.take(20);
    alone.take(30);

    assertThatThrownBy(() -> alone.take(1)).isInstanceOf(DomainException.class);
    assertThat(hasty.held()).isEqualTo(50);
  }

  @Test // #15
  void leavesSomethingHoweverManyHoldAsMuchAsTheyMay() {
    for (int i = 0; i < 4; i++) {
      Holding greedy = hasty.open("1" + i, Client.PROMPT);
      greedy.ownedBy(new UserId("greedy" + i));
      takeAll(greedy);
    }

    Holding other = hasty.open("2", Client.PROMPT);
    other.ownedBy(ANN);
    other.take(4);
  }

  private static void takeAll(Holding greedy) {
    try {
      while (true) {
        greedy.take(1);
      }
    } catch (DomainException refused) {
      // That is what is waited for.
    }
  }

  @Test // #15
  void endsThoseThatHoldMuchForSlowClientsWhenOthersWait() {
    SlowClient slow = new SlowClient(Duration.ofSeconds(5));
    Holding held = patient.open("1", slow);
    held.ownedBy(new UserId("slow"));
    slow.holding = held;
    slow.time = Duration.ofSeconds(8);
    held.take(50);

    Holding other = patient.open("2", Client.PROMPT);
    other.ownedBy(ANN);
    other.take(30);

    assertThat(patient.held()).isEqualTo(30);
  }

  @Test // #15
  void endsNobodyForOneWhoHoldsMoreThemselves() {
    SlowClient slow = new SlowClient(Duration.ofSeconds(5));
    Holding held = patient.open("1", slow);
    slow.holding = held;
    slow.time = Duration.ofSeconds(8);
    held.take(20);
    Holding greedy = patient.open("2", Client.PROMPT);
    greedy.ownedBy(ANN);
    takeAllNow(greedy);

    assertThat(patient.held()).isGreaterThan(20);
  }

  /** What can be had without waiting. */
  private static void takeAllNow(Holding greedy) {
    Thread.currentThread().interrupt();
    takeAll(greedy);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Gives everything back when it is ended. */
  private static final class SlowClient implements Client {
    private Duration time;
    private @Nullable Holding holding;

    SlowClient(Duration before) {
      time = before;
    }

    @Override
    public long waitedFor() {
      return time.toNanos();
    }

    @Override
    public void end() {
      Thread.startVirtualThread(Objects.requireNonNull(holding)::close);
    }
  }

  @Test
  void waitsForWhatOthersGiveBack() {
    Holding first = patient.open("1", Client.PROMPT);
    first.take(60);
    Holding second = patient.open("2", Client.PROMPT);

    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> second.take(40));
    first.give(40);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
    assertThat(patient.held()).isEqualTo(60);
  }

  @Test
  void servesOthersHoweverManyWaitForOneShare() {
    Holding first = patient.open("1", Client.PROMPT);
    first.ownedBy(ANN);
    first.take(40);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 400; i++) {
        threads.execute(() -> {
          try (Holding next = patient.open("1", Client.PROMPT)) {
            next.ownedBy(ANN);
            next.take(10);
          } catch (DomainException e) {
            // Not all of them may wait.
          }
        });
      }
      Awaitility.await().until(() -> patient.refused() > 100);

      Holding other = patient.open("2", Client.PROMPT);
      other.take(20);

      assertThat(patient.held()).isEqualTo(60);
      first.close();
    }
  }

  @Test
  void isTheCurrentHoldingWithinItsRequestOnly() {
    Holding request = hasty.open("1", Client.PROMPT);

    request.serve(() -> Holding.current().take(5));
    Holding.current().take(1_000);

    assertThat(hasty.held()).isEqualTo(5);
  }
}
