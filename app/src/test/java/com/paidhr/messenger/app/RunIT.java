package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Starting and stopping as an operator sees it. */
class RunIT {

  @Test
  void stopsWithinFiveSecondsAndStartsAgainOnTheSameData() {
    try (var messenger = RunningMessenger.with().start()) {
      assertThat(messenger.terminate()).isLessThan(Duration.ofSeconds(5));

      messenger.restart();

      assertThat(messenger.anonymous().get("/health/live").status()).isEqualTo(200);
    }
  }
}
