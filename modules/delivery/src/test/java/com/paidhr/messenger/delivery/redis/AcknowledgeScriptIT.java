package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.TakenJob;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every result of {@link AcknowledgeScript}. */
class AcknowledgeScriptIT {
  @RegisterExtension static final EmptyRedis REDIS = new EmptyRedis();

  @Test
  void removesTakenJobsAndSaysHowMany() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text(), job(2).text()));
    List<String> tickets = REDIS.take("one");

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, tickets)).isEqualTo(2);

    assertThat(StatsScript.run(REDIS.client(), 0).inFlight()).isZero();
    assertThat(REDIS.jobs()).isEmpty();
  }

  @Test
  void removesNothingTwice() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));
    List<String> tickets = REDIS.take("one");
    AcknowledgeScript.run(REDIS.client(), 0, tickets);

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, tickets)).isZero();
  }

  @Test
  void needsNoGroup() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text()));

    assertThat(AcknowledgeScript.run(REDIS.client(), 0, List.of("1-1"))).isZero();
    assertThat(REDIS.jobs()).hasSize(1);
  }

  private static TakenJob taken(String ticket) {
    return new TakenJob(job(1), 0, ticket, Instant.EPOCH, 1);
  }

  @Test
  void queuesAgainWhatIsGivenBack() {
    PublishScript.run(REDIS.client(), 0, 1 << 20, List.of(job(1).text(), job(2).text()));
    String ticket = REDIS.take("one").getFirst();

    assertThat(AcknowledgeScript.giveBack(REDIS.client(), taken(ticket))).isTrue();

    assertThat(REDIS.jobs()).containsExactly(job(2).text(), job(1).text());
    assertThat(StatsScript.run(REDIS.client(), 0).inFlight()).isEqualTo(1);
  }

  @Test
  void queuesNothingAgainThatIsGone() {
    assertThat(AcknowledgeScript.giveBack(REDIS.client(), taken("1-1"))).isFalse();
    assertThat(REDIS.jobs()).isEmpty();
  }
}
