package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StoreFaultsIT {
  private static final int PORT = URI.create(TestStores.mongoUri()).getPort();
  private static final int WRITES = 40;

  @Test
  void answersWithErrorsBeforeAndAfterTheStoreHasDoneIt() {
    try (StoreFaults faults = StoreFaults.to(PORT, 7);
        MongoClient client = faults.connect()) {
      MongoCollection<Document> written = written(client, TestStores.freshDatabase());
      written.insertOne(new Document("_id", 0));

      faults.fail(1);
      for (int i = 1; i <= WRITES; i++) {
        Document each = new Document("_id", i);
        assertThatThrownBy(() -> written.insertOne(each))
            .isInstanceOf(MongoCommandException.class)
            .hasMessageContaining("11601");
      }
      faults.fail(0);

      assertThat(faults.injected()).isEqualTo(WRITES);
      assertThat(written.countDocuments()).isBetween(5L, WRITES - 5L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopsAtEachCommandUntilAllGoThrough(boolean lastIsCarriedOut) {
    List<Long> stored = new ArrayList<>();
    boolean isThrough = false;
    while (!isThrough) {
      String database = TestStores.freshDatabase();
      try (StoreFaults faults = StoreFaults.to(PORT, 7);
          MongoClient client = faults.connect()) {
        MongoCollection<Document> written = written(client, database);
        faults.stopAfter(stored.size(), lastIsCarriedOut);

        Throwable failure = catchThrowable(() -> List.of(1, 2, 3).forEach(i -> insert(written, i)));

        isThrough = !faults.hasStopped();
        if (!isThrough) {
          assertThat(failure).isInstanceOf(MongoException.class);
          assertThatThrownBy(() -> insert(written, 4)).isInstanceOf(MongoException.class);
        }
      }
      stored.add(count(database));
    }
    assertThat(stored)
        .isEqualTo(lastIsCarriedOut ? List.of(1L, 2L, 3L, 3L) : List.of(0L, 1L, 2L, 3L));
  }

  @Test
  void countsTheCommandsOfAllConnections() throws Exception {
    String database = TestStores.freshDatabase();
    try (StoreFaults faults = StoreFaults.to(PORT, 7);
        MongoClient client = faults.connect()) {
      MongoCollection<Document> written = written(client, database);
      faults.stopAfter(WRITES, true);
      List<Callable<Void>> writes =
          IntStream.range(0, 3 * WRITES)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    insert(written, i);
                    return null;
                  })
              .toList();
      try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(pool.invokeAll(writes))
            .filteredOn(write -> write.state() == Future.State.SUCCESS)
            .hasSizeLessThanOrEqualTo(WRITES);
      }
    }
    assertThat(count(database)).isEqualTo(WRITES + 1);
  }

  private static MongoCollection<Document> written(MongoClient client, String database) {
    return client.getDatabase(database).getCollection("written");
  }

  private static void insert(MongoCollection<Document> written, int id) {
    written.insertOne(new Document("_id", id));
  }

  private static long count(String database) {
    try (MongoClient direct = MongoClients.create(TestStores.mongoUri())) {
      return written(direct, database).countDocuments();
    }
  }
}
