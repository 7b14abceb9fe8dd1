package com.paidhr.messenger.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Drained;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Trace;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryQueue} does. */
public abstract class DeliveryQueueContractTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final Duration NOW = Duration.ZERO;

  /** A worker at an empty queue; all workers of one test share the queue. */
  protected abstract DeliveryQueue worker(String name);

  /** A worker at the queue, which holds at most so many bytes in all partitions. */
  protected abstract DeliveryQueue boundedWorker(String name, long maxBytes);

  private static Job.Fanout job(long seq) {
    return job(ROOM, seq);
  }

  private static Job.Fanout job(ConversationId room, long seq) {
    return new Job.Fanout(
        new MessageId(room, seq), new UserId("ann"), Instant.ofEpochMilli(1_000 + seq));
  }

  private static List<Job> jobs(List<TakenJob> taken) {
    return taken.stream().map(TakenJob::job).toList();
  }

  private static List<TakenJob> takeAll(DeliveryQueue queue) {
    List<TakenJob> all = new ArrayList<>();
    for (int partition = 0; partition < queue.partitions(); partition++) {
      all.addAll(queue.take(partition, 1_000, NOW));
    }
    return all;
  }

  private static PartitionStats stats(DeliveryQueue queue) {
    return queue.stats().get(queue.partitionOf(ROOM));
  }

  @Test
  void handsOutJobsInTheirOrder() {
    DeliveryQueue queue = worker("one");
    List<Job.Fanout> published = IntStream.rangeClosed(1, 700).mapToObj(i -> job(i)).toList();

    queue.publish(published);

    assertThat(jobs(takeAll(queue))).isEqualTo(published);
  }

  @Test
  void keepsEveryKindOfJob() {
    DeliveryQueue queue = worker("one");
    List<Job> published =
        List.of(
            job(7),
            new Job.Lane(ROOM, new UserId("Bob-_9")),
            new Job.Replay(new MessageId(ROOM, 3), new UserId("cy"), 8, 7),
            new Job.Replay(new MessageId(ROOM, 4), null, 1, 1));

    queue.publish(published);

    assertThat(jobs(takeAll(queue))).isEqualTo(published);
  }

  @Test
  void carriesTheRequestThatAMessageCameWith() {
    DeliveryQueue queue = worker("one");
    Trace trace = new Trace("01ABC", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    Job.Fanout plain = job(7);
    queue.publish(
        List.of(new Job.Fanout(plain.message(), plain.sender(), plain.acceptedAt(), true, trace)));

    Job taken = takeAll(queue).getFirst().job();

    assertThat(taken)
        .isInstanceOfSatisfying(Job.Fanout.class, job -> assertThat(job.trace()).isEqualTo(trace));
  }

  @Test
  void takesNoMoreThanAskedFor() {
    DeliveryQueue queue = worker("one");
    queue.publish(List.of(job(1), job(2), job(3)));

    assertThat(jobs(queue.take(queue.partitionOf(ROOM), 2, NOW))).containsExactly(job(1), job(2));
  }

  @Test
  void sharesJobsBetweenWorkersWithoutHandingOutTwice() {
    DeliveryQueue one = worker("one");
    DeliveryQueue two = worker("two");
    one.publish(List.of(job(1), job(2)));

    List<TakenJob> first = one.take(one.partitionOf(ROOM), 1, NOW);
    List<TakenJob> second = two.take(two.partitionOf(ROOM), 5, NOW);

    assertThat(jobs(first)).containsExactly(job(1));
    assertThat(jobs(second)).containsExactly(job(2));
  }

  @Test
  void putsConversationsIntoPartitionsThatDoNotChange() {
    DeliveryQueue queue = worker("one");
    List<Job.Fanout> published =
        IntStream.range(0, 40).mapToObj(i -> job(new ConversationId("room" + i), 1)).toList();
    queue.publish(published);

    for (TakenJob taken : takeAll(queue)) {
      assertThat(taken.partition()).isEqualTo(queue.partitionOf(taken.job().conversation()));
    }
    assertThat(published.stream().map(Job.Fanout::conversation).map(queue::partitionOf).distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void wakesAWaitingWorker() throws InterruptedException {
    DeliveryQueue queue = worker("one");
    List<TakenJob> taken = new ArrayList<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              while (taken.isEmpty()) {
                taken.addAll(queue.take(queue.partitionOf(ROOM), 1, Duration.ofMillis(900)));
              }
            });

    worker("two").publish(List.of(job(1)));
    waiting.join(Duration.ofSeconds(10));

    assertThat(jobs(taken)).containsExactly(job(1));
  }

  @Test
  void countsWhatWaitsAndWhatIsInFlight() {
    DeliveryQueue queue = worker("one");
    queue.publish(List.of(job(1), job(2), job(3)));
    queue.publishLater(new Job.Lane(ROOM, new UserId("bob")), Duration.ofMinutes(1));

    queue.take(queue.partitionOf(ROOM), 1, NOW);

    assertThat(stats(queue).depth()).isEqualTo(2);
    assertThat(stats(queue).inFlight()).isEqualTo(1);
    assertThat(stats(queue).delayed()).isEqualTo(1);
    assertThat(stats(queue).bytes()).isPositive();
    await().untilAsserted(() -> assertThat(stats(queue).oldest()).isPositive());
  }

  @Test
  void forgetsAcknowledgedJobs() {
    DeliveryQueue queue = worker("one");
    queue.publish(List.of(job(1), job(2)));

    queue.acknowledge(takeAll(queue));

    assertThat(stats(queue).depth()).isZero();
    assertThat(stats(queue).inFlight()).isZero();
    assertThat(stats(queue).oldest()).isZero();
    assertThat(takeAll(queue)).isEmpty();
    assertThat(queue.takeOver(queue.partitionOf(ROOM), 10, NOW)).isEmpty();
  }

  @Test
  void handsStalledJobsToAnotherWorker() {
    DeliveryQueue dead = worker("dead");
    DeliveryQueue alive = worker("alive");
    dead.publish(List.of(job(1), job(2)));
    takeAll(dead);

    assertThat(alive.takeOver(alive.partitionOf(ROOM), 10, Duration.ofMinutes(1))).isEmpty();
    List<TakenJob> taken = alive.takeOver(alive.partitionOf(ROOM), 10, NOW);

    assertThat(jobs(taken)).containsExactly(job(1), job(2));
    assertThat(taken).allSatisfy(job -> assertThat(job.times()).isEqualTo(2));
  }

  @Test
  void makesDelayedJobsReadyWhenTheyAreDueAndNotBefore() {
    DeliveryQueue queue = worker("one");
    int partition = queue.partitionOf(ROOM);
    queue.publishLater(job(2), Duration.ofMinutes(5));
    queue.publishLater(job(1), Duration.ofMillis(30));

    await().until(() -> queue.moveDue(partition, 10).jobs() == 1);

    assertThat(jobs(takeAll(queue))).containsExactly(job(1));
    assertThat(queue.moveDue(partition, 10).untilNext())
        .hasValueSatisfying(
            next -> assertThat(next).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));
  }

  @Test
  void keepsTheFirstOfEqualDelayedJobs() {
    DeliveryQueue queue = worker("one");
    int partition = queue.partitionOf(ROOM);
    queue.publishLater(job(1), Duration.ZERO);
    queue.publishLater(job(1), Duration.ofMinutes(5));
    queue.publishLater(job(2), Duration.ofMinutes(5));
    queue.publishLater(job(2), Duration.ZERO);

    assertThat(queue.moveDue(partition, 10).jobs()).isEqualTo(1);
    assertThat(queue.moveDue(partition, 10).untilNext())
        .hasValueSatisfying(next -> assertThat(next).isGreaterThan(Duration.ofMinutes(4)));
  }

  @Test
  void handsOutNothingWhilePaused() {
    DeliveryQueue queue = worker("one");
    DeliveryQueue other = worker("two");
    queue.publish(List.of(job(1)));

    queue.pause();
    assertThat(other.isPaused()).isTrue();
    assertThat(takeAll(other)).isEmpty();
    assertThat(other.takeOver(other.partitionOf(ROOM), 10, NOW)).isEmpty();
    queue.publish(List.of(job(2)));

    queue.resume();
    assertThat(other.isPaused()).isFalse();
    assertThat(jobs(takeAll(other))).containsExactly(job(1), job(2));
  }

  @Test
  void givesBackWhatComesWhileItHasHeardOfAPause() {
    DeliveryQueue queue = worker("one");
    int partition = queue.partitionOf(ROOM);
    CompletableFuture<List<TakenJob>> taken =
        CompletableFuture.supplyAsync(
            () -> queue.take(partition, 10, Duration.ofSeconds(3)), Thread::startVirtualThread);
    await().during(Duration.ofMillis(100)).until(() -> !taken.isDone());

    worker("two").pause();
    queue.tend(partition, 10, Duration.ofMinutes(1));
    queue.publish(List.of(job(1)));

    assertThat(taken)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(jobs -> assertThat(jobs).isEmpty());
    queue.resume();
    await().untilAsserted(() -> assertThat(jobs(takeAll(queue))).containsExactly(job(1)));
  }

  @Test
  void refusesJobsBeyondItsBytesUntilThereIsRoom() {
    DeliveryQueue queue = boundedWorker("one", 64L << 10);
    List<Job.Fanout> some = IntStream.rangeClosed(1, 200).mapToObj(i -> job(i)).toList();

    assertThatExceptionOfType(QueueFullException.class)
        .isThrownBy(() -> {
          for (int i = 0; i < 100; i++) {
            queue.publish(some);
          }
        });

    queue.acknowledge(takeAll(queue));
    List<TakenJob> rest = takeAll(queue);
    while (!rest.isEmpty()) {
      queue.acknowledge(rest);
      rest = takeAll(queue);
    }
    queue.publish(some);
    assertThat(stats(queue).depth()).isEqualTo(200);
  }

  @Test
  void namesItsEpochOnce() {
    DeliveryQueue queue = worker("one");

    DeliveryQueue.Epoch first = epoch(queue, 0);

    assertThat(first.isNew()).isTrue();
    assertThat(epoch(worker("two"), 0)).isEqualTo(new DeliveryQueue.Epoch(first.name(), false));
    assertThat(epoch(queue, 1).name()).isNotEqualTo(first.name());
  }

  private static DeliveryQueue.Epoch epoch(DeliveryQueue queue, int partition) {
    return queue.tend(partition, 10, NOW).epoch();
  }

  @Test
  void saysThatAWorkerLeavesAJobAlone() {
    DeliveryQueue queue = worker("one");
    int partition = queue.partitionOf(ROOM);
    queue.publish(List.of(job(1)));
    assertThat(queue.tend(partition, 10, NOW).leftAlone()).isFalse();
    List<TakenJob> taken = takeAll(queue);

    assertThat(queue.tend(partition, 10, Duration.ofMinutes(1)).leftAlone()).isFalse();
    assertThat(worker("two").tend(partition, 10, NOW).leftAlone()).isTrue();

    queue.acknowledge(taken);
    assertThat(queue.tend(partition, 10, NOW).leftAlone()).isFalse();
  }

  @Test
  void tendingMovesWhatIsDue() {
    DeliveryQueue queue = worker("one");
    int partition = queue.partitionOf(ROOM);
    queue.publishLater(job(1), Duration.ZERO);

    assertThat(queue.tend(partition, 10, NOW).moved().jobs()).isEqualTo(1);

    assertThat(jobs(takeAll(queue))).containsExactly(job(1));
  }

  @Nested
  class Draining {
    private final DeliveryQueue leaving = worker("one");
    private final DeliveryQueue other = worker("two");
    private final int partition = leaving.partitionOf(ROOM);

    @Test
    void takesNothingMoreAndLeavesItToOthers() {
      leaving.publish(List.of(job(1)));

      assertThat(leaving.drain(Duration.ofSeconds(20))).isEqualTo(new Drained(0, 0));

      assertThat(takeAll(leaving)).isEmpty();
      assertThat(jobs(takeAll(other))).containsExactly(job(1));
      assertThat(leaving.takeOver(partition, 10, NOW)).isEmpty();
      leaving.publish(List.of(job(2)));
      assertThat(jobs(takeAll(other))).containsExactly(job(2));
    }

    @Test
    void waitsForWhatIsHeldAndNoLonger() {
      leaving.publish(List.of(job(1), job(2)));
      List<TakenJob> taken = takeAll(leaving);
      CompletableFuture<Drained> drained =
          CompletableFuture.supplyAsync(
              () -> leaving.drain(Duration.ofMinutes(5)), Thread::startVirtualThread);

      leaving.acknowledge(taken.subList(0, 1));
      await().during(Duration.ofMillis(50)).until(() -> !drained.isDone());
      leaving.acknowledge(taken.subList(1, 2));

      assertThat(drained).succeedsWithin(Duration.ofSeconds(10)).returns(0, Drained::givenBack);
      assertThat(stats(other).inFlight()).isZero();
      assertThat(stats(other).depth()).isZero();
    }

    @Test
    void givesBackWhatIsNotFinishedInTime() {
      leaving.publish(List.of(job(1), job(2), job(3)));
      List<TakenJob> taken = takeAll(leaving);
      leaving.acknowledge(taken.subList(0, 1));

      assertThat(leaving.drain(Duration.ofMillis(30))).isEqualTo(new Drained(0, 2));

      leaving.acknowledge(taken);
      List<TakenJob> again = takeAll(other);
      assertThat(jobs(again)).containsExactly(job(2), job(3));
      assertThat(again).allSatisfy(job -> assertThat(job.times()).isEqualTo(1));
    }

    @Test
    void queuesNothingAgainThatAnotherWorkerDid() {
      leaving.publish(List.of(job(1)));
      takeAll(leaving);
      other.acknowledge(other.takeOver(partition, 10, NOW));

      leaving.drain(NOW);

      assertThat(takeAll(other)).isEmpty();
    }

    @Test
    void takesNothingByATakeThatWaitsAlready() {
      CompletableFuture<List<TakenJob>> taken =
          CompletableFuture.supplyAsync(
              () -> leaving.take(partition, 10, DeliveryQueue.LONGEST_WAIT),
              Thread::startVirtualThread);
      await().during(Duration.ofMillis(100)).until(() -> !taken.isDone());
      long began = System.nanoTime();
      leaving.drain(DeliveryQueue.LONGEST_WAIT);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

      leaving.publish(List.of(job(1)));

      await().untilAsserted(() -> assertThat(jobs(takeAll(other))).containsExactly(job(1)));
      assertThat(taken)
          .succeedsWithin(Duration.ofSeconds(10))
          .satisfies(jobs -> assertThat(jobs).isEmpty());
    }
  }
}
