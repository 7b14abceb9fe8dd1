package com.paidhr.messenger.bench;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.redis.RedisDeliveryQueue;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.shared.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XReadParams;

/**
 * How soon something is done that comes alone, with a pause before it. First the queue, from
 * publishing a job to a worker having it, beside BullMQ on the same Redis server; then the whole
 * service, from a request to the recipient's inbox, which is read as a stream reads it.
 */
final class Dispatch implements Bench.Measurement {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int WARM_UP = 100;

  @Override
  public void run(Options options) throws Exception {
    int times = options.number("dispatches", 300);
    int gap = options.number("gap", 20);
    System.out.printf("%d of each, one at a time, %d ms between them.%n%n", times, gap);
    var table = new Table("from … to …", "p50 ms", "p95 ms", "p99 ms");
    try (var folders = Folders.create()) {
      try (EmbeddedRedis server = EmbeddedRedis.start(folders.folder("redis"));
          Rival rival = new Rival(folders.folder("bullmq"), server.uri().getPort())) {
        row(table, "our queue: publish to worker", queue(server, times, gap));
        row(table, "BullMQ: add to worker", rival.dispatch(times, gap));
      }
      try (var cluster = new Cluster(folders.folder("service"), 1, 2, true)) {
        service(table, cluster, times, gap);
      }
    }
    table.print();
  }

  private static void row(Table table, String name, Samples samples) {
    table.row(name, samples.inWords(0.5), samples.inWords(0.95), samples.inWords(0.99));
  }

  private static Samples queue(EmbeddedRedis server, int times, int gap) throws Exception {
    try (UnifiedJedis redis = Queues.connect(server);
        UnifiedJedis blocking = Queues.connect(server)) {
      var queue = new RedisDeliveryQueue(redis, blocking, 1, 1L << 40, "bench", new DueTimers());
      var taken = new LinkedBlockingQueue<Long>();
      var open = new AtomicBoolean(true);
      Thread worker = Thread.ofVirtual().start(() -> work(queue, taken, open));
      Samples samples = new Samples();
      for (int i = -WARM_UP; i < times; i++) {
        Thread.sleep(gap);
        long begin = System.nanoTime();
        queue.publish(List.of(Queues.job(WARM_UP + i)));
        count(samples, i, arrival(taken) - begin);
      }
      open.set(false);
      worker.join();
      return samples;
    }
  }

  private static void work(
      RedisDeliveryQueue queue, LinkedBlockingQueue<Long> taken, AtomicBoolean open) {
    while (open.get()) {
      List<TakenJob> jobs = queue.take(0, 256, Duration.ofMillis(500));
      jobs.forEach(job -> taken.add(System.nanoTime()));
      queue.acknowledge(jobs);
    }
  }

  private static void service(Table table, Cluster cluster, int times, int gap) throws Exception {
    Samples accepted = new Samples();
    Samples delivered = new Samples();
    var arrivals = new LinkedBlockingQueue<Long>();
    try (UnifiedJedis redis = Queues.connect(cluster.redis());
        HttpConnection sender = cluster.connection(0)) {
      var open = new AtomicBoolean(true);
      Thread tail = Thread.ofVirtual().start(() -> tail(redis, cluster.userId(1), arrivals, open));
      for (int i = -WARM_UP; i < times; i++) {
        Thread.sleep(gap);
        long begin = System.nanoTime();
        sender.post("/messages", cluster.message("ping " + i));
        count(accepted, i, System.nanoTime() - begin);
        count(delivered, i, arrival(arrivals) - begin);
      }
      open.set(false);
      tail.join();
    }
    row(table, "the service: request to answer", accepted);
    row(table, "the service: request to the recipient's inbox", delivered);
  }

  private static void tail(
      UnifiedJedis redis, String user, LinkedBlockingQueue<Long> arrivals, AtomicBoolean open) {
    String inbox = RedisKeys.inbox(new UserId(user));
    StreamEntryID last = new StreamEntryID(0, 0);
    while (open.get()) {
      var read = redis.xreadAsMap(XReadParams.xReadParams().block(500), Map.of(inbox, last));
      if (read != null) {
        for (var entry : read.getOrDefault(inbox, List.of())) {
          arrivals.add(System.nanoTime());
          last = entry.getID();
        }
      }
    }
  }

  private static void count(Samples samples, int number, long nanos) {
    if (number >= 0) {
      samples.add(nanos);
    }
  }

  private static long arrival(LinkedBlockingQueue<Long> arrivals)
      throws IOException, InterruptedException {
    Long at = arrivals.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    if (at == null) {
      throw new IOException("Nothing arrived within " + LONGEST);
    }
    return at;
  }
}
