package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StreamClientTest {
  private final StreamClient client =
      new StreamClient(
          new Visitor(new UserId("ann"), null, "token", Instant.MAX, true),
          StreamSettings.STANDARD);
  private final CountDownLatch read = new CountDownLatch(1);

  private Thread stuckWriter() {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                read.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    client.writtenBy(writer);
    return writer;
  }

  @Test
  void isCutOffWhenItCannotTakeLeave() {
    Thread writer = stuckWriter();

    client.end(Goodbye.TOO_SLOW);

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !writer.isAlive());
  }

  @Test
  void leavesTheThreadAloneThatIsDoneWithIt() {
    Thread writer = stuckWriter();
    client.end(Goodbye.TRY_LATER);

    client.gone();

    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(writer::isAlive);
    assertThat(writer.isInterrupted()).isFalse();
    read.countDown();
  }
}
