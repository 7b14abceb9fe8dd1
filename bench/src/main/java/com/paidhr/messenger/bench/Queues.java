package com.paidhr.messenger.bench;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.redis.RedisDeliveryQueue;
import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * Our queue beside BullMQ on one Redis server in one run, taking turns: first all jobs are
 * published while nobody consumes, then all are consumed by workers that do nothing.
 */
final class Queues implements Bench.Measurement {
  private static final int PARTITIONS = 4;
  private static final int IN_FLIGHT = 16;
  private static final int BULK = 500;
  private static final int TAKEN_AT_ONCE = 256;
  private static final UserId SENDER = new UserId("01m8583134aygvpc7jt7n9zapj");

  /** Publishes or consumes all jobs and returns the seconds it took. */
  private interface Step {
    double run() throws Exception;
  }

  /** What one way did, over all rounds. */
  private static final class Sum {
    double publishSeconds;
    double consumeSeconds;
    double redisCpu;
    double bytes;
    int rounds;
  }

  private final int[] concurrencies = {1, 50, 200};

  @Override
  public void run(Options options) throws Exception {
    int jobs = options.number("jobs", 20_000);
    int rounds = options.number("queue-rounds", 3);
    try (var folders = Folders.create();
        EmbeddedRedis server = EmbeddedRedis.start(folders.folder("redis"));
        UnifiedJedis redis = connect(server);
        UnifiedJedis blocking = connect(server);
        Rival rival = new Rival(folders.folder("bullmq"), server.uri().getPort())) {
      var queue =
          new RedisDeliveryQueue(redis, blocking, PARTITIONS, 1L << 40, "bench", new DueTimers());
      Map<String, Sum> sums = new LinkedHashMap<>();
      for (int round = -1; round < rounds; round++) { // the first one only warms up
        boolean counts = round >= 0;
        ours(sums, "ours, one by one", counts, redis, jobs, 1, queue);
        bullmq(sums, "BullMQ add, concurrency 200", counts, redis, jobs, 1, rival, 200);
        ours(sums, "ours, batches of " + BULK, counts, redis, jobs, BULK, queue);
        for (int concurrency : concurrencies) {
          String name = "BullMQ addBulk of " + BULK + ", concurrency " + concurrency;
          bullmq(sums, name, counts, redis, jobs, BULK, rival, concurrency);
        }
      }
      print(sums, jobs);
    }
  }

  static UnifiedJedis connect(EmbeddedRedis server) {
    return RedisConnection.connect(new RedisSettings(server.uri(), Duration.ofSeconds(10), 32));
  }

  private static void ours(
      Map<String, Sum> sums,
      String name,
      boolean counts,
      UnifiedJedis redis,
      int jobs,
      int size,
      RedisDeliveryQueue queue)
      throws Exception {
    redis.flushAll();
    queue.take(0, 1, Duration.ZERO); // makes the consumer group
    measure(
        counts ? sums.computeIfAbsent(name, none -> new Sum()) : new Sum(),
        redis,
        jobs,
        () -> publish(queue, jobs, size),
        () -> consume(queue, jobs));
  }

  private static void bullmq(
      Map<String, Sum> sums,
      String name,
      boolean counts,
      UnifiedJedis redis,
      int jobs,
      int size,
      Rival rival,
      int concurrency)
      throws Exception {
    redis.flushAll();
    rival.tell("open");
    measure(
        counts ? sums.computeIfAbsent(name, none -> new Sum()) : new Sum(),
        redis,
        jobs,
        () -> rival.tell("publish " + jobs + " " + IN_FLIGHT + " " + size),
        () -> rival.tell("consume " + jobs + " " + concurrency));
  }

  private static void measure(Sum sum, UnifiedJedis redis, int jobs, Step publish, Step consume)
      throws Exception {
    double before = info(redis, "memory", "used_memory");
    double cpu = cpu(redis);
    sum.publishSeconds += publish.run();
    sum.bytes += (info(redis, "memory", "used_memory") - before) / jobs;
    sum.consumeSeconds += consume.run();
    sum.redisCpu += cpu(redis) - cpu;
    sum.rounds++;
  }

  private static double cpu(UnifiedJedis redis) {
    return info(redis, "cpu", "used_cpu_user") + info(redis, "cpu", "used_cpu_sys");
  }

  private static double info(UnifiedJedis redis, String section, String name) {
    return redis
        .info(section)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static double publish(RedisDeliveryQueue queue, int jobs, int size) throws Exception {
    AtomicInteger next = new AtomicInteger();
    return inParallel(
        IN_FLIGHT,
        publisher -> {
          for (int first = next.getAndAdd(size); first < jobs; first = next.getAndAdd(size)) {
            queue.publish(
                IntStream.range(first, Math.min(jobs, first + size))
                    .mapToObj(Queues::job)
                    .toList());
          }
        });
  }

  static Job job(int i) {
    var conversation = new ConversationId("01m8583133w1d0aehrzkr4sg" + (10 + i % 64));
    return new Job.Fanout(
        new MessageId(conversation, 1_000_000 + i),
        SENDER,
        Instant.ofEpochMilli(1_764_000_000_000L + i));
  }

  private static double consume(RedisDeliveryQueue queue, int jobs) throws Exception {
    AtomicInteger done = new AtomicInteger();
    double seconds =
        inParallel(
            PARTITIONS,
            partition -> {
              List<TakenJob> taken;
              do {
                taken = queue.take(partition, TAKEN_AT_ONCE, Duration.ZERO);
                queue.acknowledge(taken);
                done.addAndGet(taken.size());
              } while (!taken.isEmpty());
            });
    if (done.get() != jobs) {
      throw new IOException("Consumed " + done + " of " + jobs + " jobs");
    }
    return seconds;
  }

  /** One of several threads; gets its number. */
  private interface Share {
    void run(int number) throws Exception;
  }

  private static double inParallel(int threads, Share share) throws Exception {
    List<Callable<Boolean>> shares = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      shares.add(() -> {
        share.run(number);
        return true;
      });
    }
    long begin = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : executor.invokeAll(shares)) {
        one.get();
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void print(Map<String, Sum> sums, int jobs) {
    System.out.printf(
        Locale.ROOT,
        "%d jobs of equal text; %d publishers at a time; ours: %d partitions, %d jobs taken at once; BullMQ %s: removeOnComplete.%n%n",
        jobs,
        IN_FLIGHT,
        PARTITIONS,
        TAKEN_AT_ONCE,
        Rival.VERSION);
    Sum base = sums.getOrDefault("ours, batches of " + BULK, new Sum());
    var table =
        new Table(
            "way",
            "published/s",
            "consumed/s",
            "both/s",
            "ours in batches : this",
            "Redis bytes per waiting job",
            "Redis CPU µs per job");
    sums.forEach((name, sum) -> {
      double all = (double) jobs * sum.rounds;
      double time = sum.publishSeconds + sum.consumeSeconds;
      table.row(
          name,
          words("%.0f", all / sum.publishSeconds),
          words("%.0f", all / sum.consumeSeconds),
          words("%.0f", all / time),
          words("%.1f", time / (base.publishSeconds + base.consumeSeconds)),
          words("%.0f", sum.bytes / sum.rounds),
          words("%.1f", sum.redisCpu * 1e6 / all));
    });
    table.print();
  }

  private static String words(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
