package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreConcurrencyIT {

  private static final int THREADS = 8;

  @TempDir Path folder;

  /** Runs before each fsync. */
  private volatile Runnable beforeSync = () -> {};

  private EmbeddedStore store;
  private MongoClient client;
  private MongoCollection<Document> collection;

  @BeforeEach
  void open() {
    SegmentLog.Sync sync =
        segment -> {
          beforeSync.run();
          segment.force();
        };
    store = EmbeddedStore.open(folder, EmbeddedStoreSettings.defaults(), sync);
    client = MongoClients.create(store.connectionString());
    collection = client.getDatabase("race").getCollection("c");
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  private static <T> List<T> inParallel(Callable<T> task) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, THREADS).mapToObj(i -> threads.submit(task)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void letsOneOfManyConditionalUpdatesWin() throws Exception {
    collection.insertOne(new Document("_id", "x").append("version", 0));

    List<Integer> wins =
        inParallel(() -> {
          int won = 0;
          for (int version = 0; version < 100; version++) {
            won +=
                (int)
                    collection
                        .updateOne(
                            and(eq("_id", "x"), eq("version", version)), Updates.inc("version", 1))
                        .getModifiedCount();
          }
          return won;
        });

    Document last = collection.find(eq("_id", "x")).first();
    int sum = wins.stream().mapToInt(Integer::intValue).sum();
    assertThat(last).containsEntry("version", sum);
  }

  @Test
  void losesNoIncrement() throws Exception {
    inParallel(() -> {
      for (int i = 0; i < 50; i++) {
        collection.updateOne(
            eq("_id", "counter"), Updates.inc("count", 1), new UpdateOptions().upsert(true));
      }
      return null;
    });

    assertThat(collection.find(eq("_id", "counter")).first()).containsEntry("count", THREADS * 50);
  }

  @Test
  void givesEachIdToOneOfManyInserts() throws Exception {
    List<Integer> inserted =
        inParallel(() -> {
          int own = 0;
          for (int seq = 1; seq <= 100; seq++) {
            try {
              collection.insertOne(new Document("_id", "room." + seq));
              own++;
            } catch (MongoWriteException e) {
              assertThat(e.getError().getCode()).isEqualTo(11000);
            }
          }
          return own;
        });

    assertThat(inserted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(collection.countDocuments()).isEqualTo(100);
  }

  @Test
  void readsWhileAWriteWaitsForTheDisk() throws Exception {
    collection.insertOne(new Document("_id", "before"));
    var reachedDisk = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    beforeSync =
        () -> {
          reachedDisk.countDown();
          awaitQuietly(goOn);
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> write = threads.submit(() -> collection.insertOne(new Document("_id", "slow")));
      assertThat(reachedDisk.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(collection.find(eq("_id", "before")).first()).isNotNull();
      assertThat(write.isDone()).isFalse();

      goOn.countDown();
      write.get(10, TimeUnit.SECONDS);
    } finally {
      goOn.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
