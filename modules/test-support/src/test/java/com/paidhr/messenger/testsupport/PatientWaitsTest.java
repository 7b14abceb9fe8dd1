package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PatientWaitsTest {

  @Test
  void givesAWaitWithoutATimeMoreThanABusyMachineNeeds() {
    AtomicLong left = new AtomicLong();

    Awaitility.await()
        .conditionEvaluationListener(condition -> left.set(condition.getRemainingTimeInMS()))
        .until(() -> true);

    assertThat(Duration.ofMillis(left.get())).isGreaterThan(Duration.ofSeconds(30));
  }
}
