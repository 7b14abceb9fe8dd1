package com.paidhr.messenger.embeddedstore.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Measures the store through the real driver, both in one JVM: {@code java ... StoreBenchmark
 * FOLDER}, with {@code -Dmessages=1000000} for as many. A folder that exists is only opened again,
 * by a JVM that has done nothing before.
 */
public final class StoreBenchmark {

  private static final int MESSAGES = Integer.getInteger("messages", 100_000);
  private static final int BULK = 100;
  private static final int SINGLES = 10_000;
  private static final int THREADS = 16;
  private static final int READS = 20_000;
  private static final int CONVERSATIONS = 200;

  private StoreBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    if (Files.notExists(folder)) {
      fill(folder);
    }
    openAgain(folder);
  }

  private static void fill(Path folder) throws Exception {
    try (var store = EmbeddedStore.open(folder);
        var client = MongoClients.create(store.connectionString())) {
      MongoCollection<Document> messages = messages(client);
      messages.createIndex(
          Indexes.ascending("conversationId", "senderId", "clientMessageId"),
          new IndexOptions().unique(true));
      bulks(messages);
      memory("after " + MESSAGES + " messages");
      singles(client.getDatabase("bench").getCollection("singles"));
      pointReads(messages);
      history(messages);
      client.getDatabase("bench").getCollection("singles").drop();
    }
  }

  private static void openAgain(Path folder) throws IOException {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    try (var store = EmbeddedStore.open(folder)) {
      report("open again, ms", millis(start));
      report("open again, ms of processor time", (cpuNanos() - cpu) / 1e6);
      try (var client = MongoClients.create(store.connectionString())) {
        report("messages", messages(client).countDocuments());
        memory("after opening again");
        pointReads(messages(client));
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static MongoCollection<Document> messages(MongoClient client) {
    return client.getDatabase("bench").getCollection("messages");
  }

  private static Document message(int number) {
    String conversation = "01J%023d".formatted(number % CONVERSATIONS);
    int seq = number / CONVERSATIONS + 1;
    return new Document("_id", conversation + "." + seq)
        .append("conversationId", conversation)
        .append("seq", seq)
        .append("senderId", "01H%023d".formatted(number % 17))
        .append("clientMessageId", "apollo13-%08d".formatted(number))
        .append("kind", "TEXT")
        .append("body", "Okay, Houston, we've had a problem here. ".repeat(3))
        .append("sentAt", new Date())
        .append("status", "SENT")
        .append("counts", new Document("recipients", 17).append("delivered", 0).append("failed", 0))
        .append("attachments", List.of());
  }

  private static void bulks(MongoCollection<Document> messages) {
    long start = System.nanoTime();
    for (int from = 0; from < MESSAGES; from += BULK) {
      messages.insertMany(
          IntStream.range(from, from + BULK).mapToObj(StoreBenchmark::message).toList());
    }
    report("documents/s in bulks of " + BULK, MESSAGES / seconds(start));
  }

  private static void singles(MongoCollection<Document> singles)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<? extends Future<?>> running =
          IntStream.range(0, THREADS)
              .mapToObj(thread -> threads.submit(() -> insertShare(singles, thread)))
              .toList();
      for (Future<?> future : running) {
        future.get();
      }
    }
    report("single durable inserts/s from " + THREADS + " threads", SINGLES / seconds(start));
  }

  private static void insertShare(MongoCollection<Document> singles, int thread) {
    for (int number = thread; number < SINGLES; number += THREADS) {
      singles.insertOne(message(number));
    }
  }

  private static void pointReads(MongoCollection<Document> messages) {
    var random = new Random(1);
    var nanos = new long[READS];
    for (int i = 0; i < READS; i++) {
      String id = message(random.nextInt(MESSAGES)).getString("_id");
      long start = System.nanoTime();
      if (messages.find(eq("_id", id)).first() == null) {
        throw new IllegalStateException("lost " + id);
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    report("point read median, us", nanos[READS / 2] / 1e3);
    report("point read p99, us", nanos[READS / 100 * 99] / 1e3);
  }

  private static void history(MongoCollection<Document> messages) {
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      String conversation = "01J%023d".formatted(i % CONVERSATIONS);
      List<String> ids =
          IntStream.rangeClosed(1, 50).mapToObj(seq -> conversation + "." + seq).toList();
      if (messages.find(in("_id", ids)).into(new ArrayList<>()).size() != 50) {
        throw new IllegalStateException("lost some of " + conversation);
      }
    }
    report("page of 50 by _id $in, mean us", (System.nanoTime() - start) / 200 / 1e3);
  }

  private static void memory(String when) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    report("heap MiB " + when, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
        System.out.println("  " + line);
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double millis(long start) {
    return seconds(start) * 1e3;
  }

  private static void report(String what, double value) {
    System.out.printf("%-55s %,12.1f%n", what, value);
  }
}
