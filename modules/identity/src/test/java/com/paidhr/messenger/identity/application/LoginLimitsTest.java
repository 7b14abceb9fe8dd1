package com.paidhr.messenger.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.identity.Fixtures;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  private final LoginLimits limits = new LoginLimits(Fixtures.settings());

  @Test
  void refusesAnAccountAfterItsFailuresAndSaysWhenToComeBack() {
    fail("ann", "10.0.0.1", 10);

    DomainException refusal = refusalOf(() -> limits.countAttempt("ANN", "10.0.0.1"));

    assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refusal.retryAfter()).hasValueSatisfying(wait -> assertThat(wait).isPositive());
  }

  @Test
  void leavesTheOwnerAloneWhenSomebodyElseFails() {
    fail("ann", "10.0.0.1", 10);

    assertThatCode(() -> limits.countAttempt("ann", "10.0.0.2")).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAddressThatTriesManyAccounts() {
    for (int i = 0; i < 100; i++) {
      limits.countAttempt("user" + i, "10.0.0.1");
    }

    assertThat(refusalOf(() -> limits.countAttempt("fresh", "10.0.0.1"))).isNotNull();
  }

  @Test
  void forgetsFailuresAfterASuccess() {
    for (int round = 0; round < 50; round++) {
      fail("ann", "10.0.0.1", 1);
      limits.countAttempt("ann", "10.0.0.1");
      limits.succeeded("ann", "10.0.0.1");
    }

    assertThatCode(() -> limits.countAttempt("ann", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void neitherCountsNorForgivesAnAttemptThatIsTakenBack() {
    fail("ann", "10.0.0.1", 9);
    for (int i = 0; i < 200; i++) {
      limits.countAttempt("ann", "10.0.0.1");
      limits.takeBack("ann", "10.0.0.1");
    }
    fail("ann", "10.0.0.1", 1);

    assertThat(refusalOf(() -> limits.countAttempt("ann", "10.0.0.1"))).isNotNull();
    assertThatCode(() -> limits.countAttempt("bob", "10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void countsCodesByUserUntilOneIsGood() {
    UserId ann = new UserId("ann");
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 10; i++) {
        limits.countCode(ann);
      }
      assertThat(refusalOf(() -> limits.countCode(ann)).type())
          .isEqualTo(ProblemType.TOO_MANY_REQUESTS);
      limits.countCode(new UserId("bob"));
      limits.codeSucceeded(ann);
      limits.codeSucceeded(new UserId("bob"));
    }
  }

  private void fail(String username, String address, int times) {
    for (int i = 0; i < times; i++) {
      limits.countAttempt(username, address);
    }
  }

  private static DomainException refusalOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(DomainException.class, call);
  }
}
