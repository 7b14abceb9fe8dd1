package com.paidhr.messenger.shared.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.config.InvalidSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @Test
  void readsANumberAndATime() {
    assertThat(Rate.parse("x", " 60/PT1M ")).isEqualTo(new Rate(60, Duration.ofMinutes(1)));
    assertThat(Rate.parse("x", "OFF").isOff()).isTrue();
    assertThat(Rate.parse("x", "60/PT1M").times(3).tokens()).isEqualTo(180);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "60",
        "60/1M",
        "0/PT1M",
        "-1/PT1M",
        "5/PT0.5S",
        "5/PT25H",
        "5/PT",
        "1000000001/PT1S",
        "1e3/PT1M"
      })
  void refusesWhatIsNoRate(String text) {
    assertThatThrownBy(() -> Rate.parse("limits.x", text))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("limits.x");
  }

  @Test
  void growsNoFurtherThanABucketCanCount() {
    Rate rate = Rate.parse("x", "4294967296/PT1H").times(100_000);

    assertThat(rate.tokens()).isEqualTo(Duration.ofHours(1).toNanos());
    assertThat(rate.bucket().getBandwidths()).hasSize(1);
    assertThat(Rate.OFF.times(1_000).isOff()).isTrue();
  }

  @Test
  void leasesATenth() {
    assertThat(new Rate(200, Duration.ofMinutes(1)).lease()).isEqualTo(20);
    assertThat(new Rate(3, Duration.ofMinutes(1)).lease()).isEqualTo(1);
  }

  @Test
  void everyDefaultIsARate() {
    for (RateLimit limit : RateLimit.values()) {
      Rate.parse(limit.label(), limit.perUser());
      Rate.parse(limit.label(), limit.perAddress());
    }
  }
}
