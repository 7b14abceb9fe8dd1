package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partition whose bytes are used up by lanes that wait. */
class HeldLanesBudgetIT extends LoneNode {
  private static final int LANES = 200;
  private static final long BYTES = 8_192;
  private static final DeliverySettings SMALL =
      new DeliverySettings(
          true,
          Node.PATIENT.partitions(),
          Node.PATIENT.batch(),
          Node.PATIENT.claimIdleAfter(),
          Node.PATIENT.partitions() * BYTES,
          Node.PATIENT.publishBuffer(),
          Node.PATIENT.redriveAfter(),
          Node.PATIENT.redriveEvery(),
          Node.PATIENT.detailLimit());

  @Override
  DeliverySettings settings() {
    return SMALL;
  }

  @BeforeEach
  void everybodyIsFarAway() {
    for (int i = 1; i <= LANES; i++) {
      conversations.join(ROOM, new UserId("member-" + i), 1);
    }
    node.profile(
        NetworkScope.GLOBAL,
        new NetworkProfile(null, Latency.fixed(5_000), null, null, null, null, null, null, null));
  }

  private Job.Fanout accept() {
    MessageSummary message = messages.accept(ROOM, ANN);
    return new Job.Fanout(message.id(), ANN, message.createdAt());
  }

  @Test
  void refusesWhatIsPublishedWhileTheLanesGoOnAndDrain() {
    int partition = node.queue.partitionOf(ROOM);
    Job.Fanout first = accept();
    Job.Fanout second = accept();
    node.queue.publish(List.of(first));
    node.runner.run(node.queue.take(partition, 10, Duration.ZERO));

    assertThat(node.held.in(ROOM)).hasSize(LANES);
    assertThat(node.redis.zcard(RedisKeys.delayed(partition))).isEqualTo(LANES);
    assertThat(node.redis.memoryUsage(RedisKeys.held(partition, ROOM)))
        .isLessThan(node.redis.memoryUsage(RedisKeys.delayed(partition)));
    assertThatExceptionOfType(QueueFullException.class)
        .isThrownBy(() -> node.queue.publish(List.of(second)));

    node.start();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(messages.get(first.message()).counts())
                .isEqualTo(new MessageCounts(LANES, LANES, 0)));
    await().until(() -> node.held.in(ROOM).isEmpty());
    assertThatNoException().isThrownBy(() -> node.queue.publish(List.of(second)));
  }
}
