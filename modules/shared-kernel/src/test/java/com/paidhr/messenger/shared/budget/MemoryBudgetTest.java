package com.paidhr.messenger.shared.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    Holding first = hasty.open("1");
    Holding second = hasty.open("2");
    first.take(60);
    second.take(40);

    assertThatThrownBy(() -> second.take(1))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
              assertThat(refusal.retryAfter()).isPresent();
            });
    assertThat(hasty.held()).isEqualTo(100);
    assertThat(hasty.refused()).isEqualTo(1);
  }

  @Test
  void givesBackEverythingAtTheEnd() {
    try (Holding request = hasty.open("1")) {
      request.ownedBy(ANN);
      request.take(60);
      request.give(10);
      assertThat(hasty.held()).isEqualTo(50);
    }

    assertThat(hasty.held()).isZero();
  }

  @Test
  void keepsAUserToItsShareFromWhereverItComes() {
    Holding first = hasty.open("1");
    first.ownedBy(ANN);
    first.take(30);
    Holding second = hasty.open("2");
    second.ownedBy(ANN);
    second.take(10);

    assertThatThrownBy(() -> second.take(1)).isInstanceOf(DomainException.class);

    Holding other = hasty.open("2");
    other.ownedBy(new UserId("bob"));
    other.take(40);
  }

  @Test
  void keepsAnAddressToItsShareWhoeverItIs() {
    Holding first = hasty.open("1");
    first.take(30);
    Holding second = hasty.open("1");
    second.take(40);

    assertThatThrownBy(() -> second.take(1)).isInstanceOf(DomainException.class);
    hasty.open("2").take(30);
  }

  @Test
  void chargesAUserForWhatWasHeldBeforeItWasKnown() {
    Holding first = hasty.open("1");
    first.take(35);
    first.ownedBy(ANN);
    Holding second = hasty.open("1");
    second.ownedBy(ANN);

    assertThatThrownBy(() -> second.take(6)).isInstanceOf(DomainException.class);
  }

  @Test
  void letsARequestThatIsAloneExceedItsShare() {
    Holding alone = hasty.open("1");
    alone.ownedBy(ANN);

    alone.take(30);
    alone.take(60);

    assertThat(hasty.held()).isEqualTo(90);
  }

  @Test
  void waitsForWhatOthersGiveBack() {
    Holding first = patient.open("1");
    first.take(60);
    Holding second = patient.open("2");

    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> second.take(50));
    first.give(20);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
    assertThat(patient.held()).isEqualTo(90);
  }

  @Test
  void isTheCurrentHoldingWithinItsRequestOnly() {
    Holding request = hasty.open("1");

    request.serve(() -> Holding.current().take(5));
    Holding.current().take(1_000);

    assertThat(hasty.held()).isEqualTo(5);
  }
}
