package com.paidhr.messenger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many messages a second one conversation takes, through one node and through two over the same
 * store. Both arrangements take turns within one run, each with a store and a Redis of its own.
 */
final class HotConversation implements Bench.Measurement {
  private static final int[] CLIENTS = {1, 8, 32, 128};
  private static final int MEMBERS = 10;

  /** What one arrangement did with one number of clients, over all rounds. */
  private static final class Sum {
    final Samples samples = new Samples();
    Duration time = Duration.ZERO;
    Duration nodes = Duration.ZERO;
    Duration own = Duration.ZERO;
    Duration redis = Duration.ZERO;

    double perSecond() {
      return samples.count() / (time.toNanos() / 1e9);
    }

    private String share(Duration cpu) {
      return String.format(Locale.ROOT, "%.2f", cpu.toNanos() / (double) time.toNanos());
    }
  }

  @Override
  public void run(Options options) throws Exception {
    int seconds = options.number("seconds", 5);
    int rounds = options.number("rounds", 3);
    boolean deliver = options.number("deliver", 1) == 1;
    try (var folders = Folders.create();
        var one = new Cluster(folders.folder("one"), 1, MEMBERS, deliver);
        var two = new Cluster(folders.folder("two"), 2, MEMBERS, deliver)) {
      List<Cluster> clusters = List.of(one, two);
      for (Cluster cluster : clusters) {
        measure(cluster, 32, 2L * seconds, deliver, new Sum());
      }
      Map<Integer, List<Sum>> sums = new LinkedHashMap<>();
      for (int clients : CLIENTS) {
        List<Sum> both = new ArrayList<>(List.of(new Sum(), new Sum()));
        sums.put(clients, both);
        for (int round = 0; round < rounds; round++) {
          for (int i = 0; i < clusters.size(); i++) {
            measure(clusters.get(i), clients, seconds, deliver, both.get(i));
          }
        }
      }
      print(sums, deliver);
    }
  }

  private static void measure(Cluster cluster, int clients, long seconds, boolean deliver, Sum sum)
      throws Exception {
    Duration nodes = cluster.nodeCpu();
    Duration own = Machine.ownCpu();
    Duration redis = cluster.redisCpu();
    long begin = System.nanoTime();
    sum.samples.addAll(cluster.send(clients, seconds, new Texts(begin)));
    sum.time = sum.time.plusNanos(System.nanoTime() - begin);
    sum.nodes = sum.nodes.plus(cluster.nodeCpu()).minus(nodes);
    sum.own = sum.own.plus(Machine.ownCpu()).minus(own);
    sum.redis = sum.redis.plus(cluster.redisCpu()).minus(redis);
    if (deliver) {
      cluster.awaitDelivered();
    }
  }

  private static void print(Map<Integer, List<Sum>> sums, boolean deliver) {
    System.out.printf(
        Locale.ROOT,
        "Closed loop, %d members, every message durable before its answer%s. CPU in cores: of the nodes, of this process (store and clients), of Redis.%n%n",
        MEMBERS,
        deliver ? ", delivered meanwhile" : ", nothing delivered");
    var table =
        new Table(
            "clients",
            "nodes",
            "messages/s",
            "2 : 1 nodes",
            "p50 ms",
            "p99 ms",
            "CPU nodes",
            "CPU here",
            "CPU Redis");
    sums.forEach((clients, both) -> {
      for (int i = 0; i < both.size(); i++) {
        Sum sum = both.get(i);
        table.row(
            String.valueOf(clients),
            String.valueOf(i + 1),
            String.format(Locale.ROOT, "%.0f", sum.perSecond()),
            i == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", sum.perSecond() / both.getFirst().perSecond()),
            sum.samples.inWords(0.5),
            sum.samples.inWords(0.99),
            sum.share(sum.nodes),
            sum.share(sum.own),
            sum.share(sum.redis));
      }
    });
    table.print();
  }
}
