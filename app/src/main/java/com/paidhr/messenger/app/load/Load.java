package com.paidhr.messenger.app.load;

import com.paidhr.messenger.app.client.RequestFailedException;
import com.paidhr.messenger.app.client.Service;
import com.paidhr.messenger.app.client.Service.Reply;
import com.paidhr.messenger.app.progress.Progress;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Sends messages that are due at fixed moments, whether or not earlier ones have been answered.
 * Each is timed from when it was due, so a service that stalls is charged for all who came
 * meanwhile.
 */
public final class Load {
  private static final int CONNECTIONS = 64;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LATENESS = Duration.ofSeconds(10);

  private final Plan plan;
  private final Crowd crowd;
  private volatile String last = "";
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final Map<String, AtomicLong> refused = new ConcurrentSkipListMap<>();
  private final Histogram micros =
      new SynchronizedHistogram(TimeUnit.NANOSECONDS.toMicros(LONGEST.toNanos()), 3);

  private Load(Plan plan, Crowd crowd) {
    this.plan = plan;
    this.crowd = crowd;
  }

  /**
   * What is to be sent.
   *
   * @param perSecond messages a second
   * @param seconds for how long
   * @param users how many write, in turn, in a group of theirs
   * @param size characters of each message
   */
  public record Plan(double perSecond, int seconds, int users, int size) {
    long messages() {
      return Math.max(1, Math.round(perSecond * seconds));
    }
  }

  /**
   * How the service bore it.
   *
   * @param sent messages that were accepted
   * @param refused those that were not, by status or what went wrong
   * @param micros from when a message was due to its answer
   * @param delivered from the last answer until that message was delivered to all; empty when it
   *     was not within a minute
   */
  public record Outcome(
      long sent, Map<String, Long> refused, Histogram micros, Optional<Duration> delivered) {}

  /**
   * Makes the users and their group, sends, and waits for the last message to be delivered.
   *
   * @throws RequestFailedException when the service does not answer or refuses the users or group
   */
  public static Outcome run(Plan plan, URI url, String administratorsPassword, PrintStream bar) {
    var load = new Load(plan, Crowd.gather(url, administratorsPassword, plan.users()));
    Progress.show(bar, "Sending", plan.messages(), Progress.Unit.THINGS, load::send);
    var refused = new TreeMap<String, Long>();
    load.refused.forEach((why, count) -> refused.put(why, count.get()));
    return new Outcome(load.micros.getTotalCount(), refused, load.micros, load.awaitDelivery());
  }

  private void send(LongConsumer progress) {
    long begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        threads.execute(() -> sendInTurn(begin, progress));
      }
    }
  }

  private void sendInTurn(long begin, LongConsumer progress) {
    double gap = TimeUnit.SECONDS.toNanos(1) / plan.perSecond();
    long end = begin + TimeUnit.SECONDS.toNanos(plan.seconds()) + LATENESS.toNanos();
    for (long n = next.getAndIncrement(); n < plan.messages(); n = next.getAndIncrement()) {
      long due = begin + (long) (n * gap);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      if (System.nanoTime() - end > 0) {
        count("not sent in time");
      } else {
        send(n, due);
      }
      progress.accept(done.incrementAndGet());
    }
  }

  private void send(long number, long due) {
    try {
      Reply reply =
          crowd
              .sender(number)
              .postAtOnce(
                  "/messages",
                  Map.of("conversationId", crowd.group(), "body", "x".repeat(plan.size())));
      if (reply.status() == 201) {
        last = reply.body().path("id").asText();
        long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
        micros.recordValue(Math.min(took, micros.getHighestTrackableValue()));
      } else {
        count("status " + reply.status());
      }
    } catch (RequestFailedException _) {
      count("no answer");
    }
  }

  private void count(String why) {
    refused.computeIfAbsent(why, _ -> new AtomicLong()).incrementAndGet();
  }

  private Optional<Duration> awaitDelivery() {
    String message = last;
    long begin = System.nanoTime();
    while (!message.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      String status =
          crowd
              .sender(0)
              .get("/messages/" + message)
              .orFail("Asking for the last message", 200)
              .body()
              .path("status")
              .asText();
      if (!status.equals("SENT")) {
        return Optional.of(Duration.ofNanos(System.nanoTime() - begin));
      }
      Service.pause(Duration.ofMillis(20));
    }
    return Optional.empty();
  }
}
