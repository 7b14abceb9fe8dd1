package com.paidhr.messenger.media.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.FileStoreContractTest;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract against GridFS on the embedded store, and what only the store can show. */
class GridFsFileStoreIT extends FileStoreContractTest {
  private static MongoClient client;
  private static MongoDatabase database;
  private static GridFsFileStore store;

  @BeforeAll
  static void connect() {
    client = MongoClients.create(TestStores.mongoUri());
    database = client.getDatabase(TestStores.freshDatabase());
    store = new GridFsFileStore(database);
    store.createIndexes(new Object());
    store.createIndexes(new Object());
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @Override
  protected FileStore files() {
    return store;
  }

  @Test
  void leavesNoChunkOfAFileThatWasGivenUp() {
    MediaId id = new MediaId("given-up");
    byte[] bytes = new byte[3 * GridFsFileStore.CHUNK_SIZE];

    try (FileStore.Writing writing = store.begin(id, ANN, "a", Instant.EPOCH)) {
      writing.write(bytes, 0, bytes.length);
      assertThat(chunksOf(id)).isEqualTo(3);
    }

    assertThat(chunksOf(id)).isZero();
  }

  @Test
  void leavesNoChunkOfAnAbandonedStart() {
    MediaId id = new MediaId("abandoned");
    byte[] bytes = new byte[2 * GridFsFileStore.CHUNK_SIZE];
    @SuppressWarnings("MustBeClosedChecker")
    FileStore.Writing writing = store.begin(id, ANN, "a", Instant.EPOCH);
    writing.write(bytes, 0, bytes.length);

    store.eraseAbandoned(id);

    assertThat(chunksOf(id)).isZero();
  }

  private static long chunksOf(MediaId id) {
    return database
        .getCollection("media.chunks")
        .countDocuments(new Document("files_id", id.value()));
  }
}
