package com.paidhr.messenger.bench;

import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * Whether latency limits throughput: messages sent at once to one group, without a network profile
 * and with a fixed latency, taking turns on one node. A delivery arrives when Redis adds it to the
 * inbox, which the entry's id tells, so inboxes are read only after a turn. They must still keep
 * all of it: at most 1,000 messages.
 */
final class InFlight implements Bench.Measurement {
  private static final String HEAD =
      "latency ms|deliveries|most in flight, lowest round|first request to last delivery ms|less the latency ms|deliveries/s, first to last arrival|ratio";
  private static final String ROW = "%d|%d|%d|%.0f|%.0f|%.0f|%.2f";

  /** What one arrangement did, over all rounds; times are in milliseconds. */
  private static final class Sum {
    final LongSummaryStatistics whole = new LongSummaryStatistics();
    final LongSummaryStatistics window = new LongSummaryStatistics();
    long most = Long.MAX_VALUE;
    long count;

    void add(long begin, List<Long> answers, List<Long> arrivals) {
      count += arrivals.size();
      most = Math.min(most, mostInFlight(answers, arrivals));
      whole.accept(arrivals.getLast() - begin);
      window.accept(arrivals.getLast() - arrivals.getFirst());
    }
  }

  @Override
  public void run(Options options) throws Exception {
    int members = options.number("members", 101);
    int messages = options.number("in-flight-messages", 100);
    int[] latencies = {0, options.number("latency", 3000)};
    List<Sum> sums = List.of(new Sum(), new Sum());
    try (var folders = Folders.create();
        var cluster = new Cluster(folders.folder("one"), 1, members, true);
        UnifiedJedis redis = Queues.connect(cluster.redis())) {
      for (int round = -1; round < options.number("rounds", 3); round++) {
        for (int i = 0; i < latencies.length; i++) {
          Sum sum = round < 0 ? new Sum() : sums.get(i); // the first round only warms up
          cluster.latency(latencies[i]);
          long begin = System.currentTimeMillis();
          List<Long> answers = send(cluster, messages);
          cluster.awaitDelivered();
          List<Long> arrivals = arrivals(cluster, redis, members, begin);
          if (arrivals.size() != messages * (members - 1)) {
            throw new IllegalStateException("The inboxes got " + arrivals.size() + " deliveries");
          }
          sum.add(begin, answers, arrivals);
        }
      }
    }
    print(sums, latencies);
  }

  /** When each message was accepted, in order; each is sent over a connection of its own. */
  private static List<Long> send(Cluster cluster, int messages) throws Exception {
    Callable<Long> sender =
        () -> {
          try (HttpConnection connection = cluster.connection(0)) {
            connection.post("/messages", cluster.message(new Texts(System.nanoTime()).next()));
            return System.currentTimeMillis();
          }
        };
    List<Long> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> answer : threads.invokeAll(Collections.nCopies(messages, sender))) {
        answers.add(answer.get());
      }
    }
    Collections.sort(answers);
    return answers;
  }

  private static List<Long> arrivals(Cluster cluster, UnifiedJedis redis, int members, long begin) {
    return IntStream.range(1, members)
        .mapToObj(member -> RedisKeys.inbox(new UserId(cluster.userId(member))))
        .flatMap(inbox -> redis.xrange(inbox, Long.toString(begin), "+").stream())
        .map(entry -> entry.getID().getTime())
        .sorted()
        .toList();
  }

  /** Deliveries of the messages answered so far less those that are there, at its highest. */
  private static long mostInFlight(List<Long> answers, List<Long> arrivals) {
    long recipients = arrivals.size() / answers.size();
    return IntStream.range(0, answers.size())
        .mapToLong(i ->
            recipients * (i + 1) - arrivals.stream().filter(at -> at <= answers.get(i)).count())
        .max()
        .orElse(0);
  }

  private static void print(List<Sum> sums, int[] latencies) {
    var table = new Table(HEAD.split("[|]"));
    double base = sums.getFirst().count * 1e3 / sums.getFirst().window.getSum();
    for (int i = 0; i < latencies.length; i++) {
      Sum sum = sums.get(i);
      double whole = sum.whole.getAverage();
      double less = whole - latencies[i];
      double rate = sum.count * 1e3 / sum.window.getSum();
      String row =
          String.format(
              Locale.ROOT, ROW, latencies[i], sum.count, sum.most, whole, less, rate, rate / base);
      table.row(row.split("[|]"));
    }
    table.print();
  }
}
