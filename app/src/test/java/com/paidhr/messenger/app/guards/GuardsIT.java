package com.paidhr.messenger.app.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.guard.Breaker;
import com.paidhr.messenger.delivery.guard.Breakers;
import com.paidhr.messenger.delivery.guard.GuardedInboxes;
import com.paidhr.messenger.delivery.guard.InboxTransport;
import com.paidhr.messenger.delivery.guard.JobPublisher;
import com.paidhr.messenger.delivery.guard.Publication;
import com.paidhr.messenger.delivery.guard.PublicationRefused;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.redis.RedisDeliveryQueue;
import com.paidhr.messenger.delivery.redis.RedisInboxes;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.TcpProxy;
import io.helidon.microprofile.faulttolerance.FaultToleranceExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What the annotations of {@link JobPublisher} and {@link InboxTransport} do, by the platform's own
 * fault tolerance: each of them is missed by a test when it is taken away.
 */
class GuardsIT {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final List<Job> JOBS =
      List.of(new Job.Fanout(new MessageId(ROOM, 1), ANN, Instant.EPOCH));
  private static final List<Append> APPENDS =
      List.of(new Append(ROOM, ANN, OptionalLong.of(0), 1, 1));
  private static final Job.Lane LANE = new Job.Lane(ROOM, ANN);
  private static final MessageId MESSAGE = new MessageId(ROOM, 1);
  private static final String ALLOWED = "mp.initializer.allow";
  private static final String SILENT = "mp.initializer.no-warn";

  private static SeContainer container;
  private static JobPublisher publisher;
  private static Inboxes inboxes;
  private static Breaker publishing;
  private static Breaker inbox;

  @BeforeAll
  static void start() {
    System.setProperty(ALLOWED, "true");
    System.setProperty(SILENT, "true");
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(FaultToleranceExtension.class)
            .addBeanClasses(
                JobPublisher.class,
                InboxTransport.class,
                GuardedInboxes.class,
                PublicationRefused.class,
                Breakers.class,
                DeliveryMetrics.class,
                FaultyStores.class)
            .initialize();
    publisher = container.select(JobPublisher.class).get();
    inboxes = container.select(Inboxes.class).get();
    publishing = container.select(Breakers.class).get().publishing();
    inbox = container.select(Breakers.class).get().inboxes();
  }

  @AfterAll
  static void stop() {
    container.close();
    System.clearProperty(ALLOWED);
    System.clearProperty(SILENT);
  }

  /** Breakers are closed, and remember nothing but calls that went well. */
  @BeforeEach
  void calm() {
    FaultyStores.work();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> publisher.publish(JOBS) == Publication.ADDED);
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> inboxes.append(APPENDS).isEmpty());
    for (int i = 0; i < 10; i++) {
      publisher.publish(JOBS);
      inboxes.append(APPENDS);
    }
  }

  private static void fail(int times) {
    fail(times, List.of());
  }

  private static void fail(int times, Object thenAnswer) {
    FaultyStores.behave(number -> {
      if (number <= times) {
        throw new JedisConnectionException("Redis is away");
      }
      return thenAnswer;
    });
  }

  private static void failForEver() {
    fail(Integer.MAX_VALUE);
  }

  @Test
  void publishesThoughACallFailsInPassing() {
    fail(1);

    assertThat(publisher.publish(JOBS)).isEqualTo(Publication.ADDED);

    assertThat(FaultyStores.calls()).isEqualTo(2);
    assertThat(publishing.state()).isEqualTo(Breaker.State.CLOSED);
  }

  /**
   * A command to inboxes.
   *
   * @param answer what it is answered when the inboxes work
   */
  record Command(String name, Function<Inboxes, Object> call, Object answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Command> commands() {
    return Stream.of(
        new Command("append", to -> to.append(APPENDS), List.of()),
        new Command("cursors", to -> to.cursors(List.of(LANE)), Map.of(LANE, 1L)),
        new Command("skip", to -> to.skip(LANE, 1, MESSAGE), true),
        new Command("shows", to -> to.shows(ANN, MESSAGE), true),
        new Command("recover", to -> to.recover(ANN, MESSAGE), true));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void reachesInboxesThoughTwoCallsFailInPassing(Command command) {
    fail(2, command.answer());

    assertThat(command.call().apply(inboxes)).isEqualTo(command.answer());

    assertThat(FaultyStores.calls()).isEqualTo(3);
    assertThat(inbox.isFailing()).isFalse();
    assertThat(inbox.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void opensOneBreakerForAllCommands(Command command) {
    long opened = FaultyStores.changes("inbox", "OPEN");
    failForEver();

    assertThatThrownBy(() -> command.call().apply(inboxes))
        .isInstanceOf(JedisConnectionException.class);
    assertThat(inbox.isFailing()).isTrue();
    assertThat(inbox.state()).isEqualTo(Breaker.State.CLOSED);
    assertThatThrownBy(() -> inboxes.recover(ANN, MESSAGE))
        .isInstanceOf(CircuitBreakerOpenException.class);

    assertThat(FaultyStores.calls()).isEqualTo(4);
    assertThat(inbox.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(FaultyStores.changes("inbox", "OPEN")).isEqualTo(opened + 1);
  }

  @Test
  void takesAnInboxThatRefusesForNoFailure() {
    FaultyStores.behave(number -> {
      throw new IllegalStateException("It refuses");
    });

    for (int i = 1; i <= 20; i++) {
      assertThatIllegalStateException().isThrownBy(() -> inboxes.recover(ANN, MESSAGE));
      assertThat(FaultyStores.calls()).isEqualTo(i);
    }

    assertThat(inbox.isFailing()).isFalse();
    assertThat(inbox.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void leavesJobsToTheRedriverWithoutRedisAndAsksItNoMoreForASecond() {
    long opened = FaultyStores.changes("publish", "OPEN");
    long closed = FaultyStores.changes("publish", "CLOSED");
    failForEver();

    assertThat(publisher.publish(JOBS)).isEqualTo(Publication.UNREACHABLE);

    int untilOpen = FaultyStores.calls();
    long begin = System.nanoTime();
    assertThat(untilOpen).isEqualTo(2);
    assertThat(publishing.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(FaultyStores.changes("publish", "OPEN")).isEqualTo(opened + 1);
    for (int i = 0; i < 50; i++) {
      assertThat(publisher.publish(JOBS)).isEqualTo(Publication.UNREACHABLE);
    }
    assertThat(FaultyStores.calls() - untilOpen).isLessThanOrEqualTo(wholeSecondsSince(begin));

    FaultyStores.work();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> publisher.publish(JOBS) == Publication.ADDED);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    assertThat(publishing.state()).isEqualTo(Breaker.State.CLOSED);
    assertThat(FaultyStores.changes("publish", "CLOSED")).isEqualTo(closed + 1);
  }

  private static int wholeSecondsSince(long begin) {
    return (int) Duration.ofNanos(System.nanoTime() - begin).plusMillis(100).toSeconds();
  }

  @Test
  void endsRoundsWithoutRedisAndAsksItNoMoreForASecond() {
    failForEver();
    assertThatThrownBy(() -> inboxes.append(APPENDS)).isInstanceOf(JedisConnectionException.class);
    assertThat(FaultyStores.calls()).isEqualTo(3);

    assertThatThrownBy(() -> inboxes.append(APPENDS))
        .isInstanceOf(CircuitBreakerOpenException.class);

    long begin = System.nanoTime();
    assertThat(FaultyStores.calls()).isEqualTo(4);
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> inboxes.append(APPENDS)).isInstanceOf(RuntimeException.class);
    }
    assertThat(FaultyStores.calls() - 4).isLessThanOrEqualTo(wholeSecondsSince(begin));

    FaultyStores.work();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(CircuitBreakerOpenException.class)
        .until(() -> inboxes.append(APPENDS).isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void takesAFullQueueForNoFailure() {
    FaultyStores.behave(number -> {
      throw new QueueFullException(0);
    });

    for (int i = 1; i <= 20; i++) {
      assertThat(publisher.publish(JOBS)).isEqualTo(Publication.FULL);
      assertThat(FaultyStores.calls()).isEqualTo(i);
    }

    assertThat(publishing.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void waitsNoLongerThanItsTimeForASlowRedis(@TempDir Path folder) {
    try (var server = RedisServer.start(folder);
        var network = TcpProxy.to(server.port());
        var redis =
            RedisConnection.connect(
                new RedisSettings(
                    URI.create("redis://127.0.0.1:" + network.port()), Duration.ofMinutes(2), 8))) {
      FaultyStores.passTo(
          new RedisDeliveryQueue(redis, redis, 1, 1L << 20, "one", new DueTimers()),
          new RedisInboxes(redis, InboxSettings.STANDARD));
      assertThat(publisher.publish(JOBS)).isEqualTo(Publication.ADDED);
      network.hold();

      CompletableFuture<Publication> published = asAWorkerDoes(() -> publisher.publish(JOBS));
      CompletableFuture<List<Appended>> filled = asAWorkerDoes(() -> inboxes.append(APPENDS));

      assertThat(published)
          .succeedsWithin(Duration.ofSeconds(60))
          .isEqualTo(Publication.UNREACHABLE);
      assertThat(filled)
          .failsWithin(Duration.ofSeconds(60))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfAny(TimeoutException.class, JedisConnectionException.class);
    }
  }

  /** On a virtual thread: only there the time limit ends a wait for an answer. */
  private static <T> CompletableFuture<T> asAWorkerDoes(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }

  @Test
  void publishesByNoMoreThanEightThreadsAtOnce() {
    CountDownLatch release = crowd(8, () -> publisher.publish(JOBS));

    assertThat(publisher.publish(JOBS)).isEqualTo(Publication.UNREACHABLE);

    leave(release, 8);
  }

  @Test
  void fillsInboxesByNoMoreThanSixtyFourThreadsAtOnce() {
    CountDownLatch release = crowd(64, () -> inboxes.append(APPENDS));

    assertThatThrownBy(() -> inboxes.append(APPENDS)).isInstanceOf(BulkheadException.class);

    leave(release, 64);
  }

  private static CountDownLatch crowd(int threads, Runnable call) {
    CountDownLatch release = new CountDownLatch(1);
    FaultyStores.behave(number -> {
      release.await();
      return List.of();
    });
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(call);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> FaultyStores.inside() == threads);
    return release;
  }

  private static void leave(CountDownLatch release, int threads) {
    assertThat(FaultyStores.mostInside()).isEqualTo(threads);
    release.countDown();
    await().atMost(Duration.ofSeconds(20)).until(() -> FaultyStores.inside() == 0);
  }
}
