package com.paidhr.messenger.media.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.FileStoreContractTest;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.testsupport.TestStores;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.bson.BsonString;
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

  @Test
  void writesWhatTheDriverReads() {
    MediaId id = new MediaId("by-the-driver");
    byte[] bytes = new byte[GridFsFileStore.CHUNK_SIZE + 5];
    bytes[GridFsFileStore.CHUNK_SIZE] = 7;
    try (FileStore.Writing writing = store.begin(id, ANN, "a.bin", Instant.EPOCH)) {
      writing.write(bytes, 0, bytes.length);
      writing.complete(CONTENT, Instant.EPOCH, Instant.EPOCH);
    }
    GridFSBucket bucket = GridFSBuckets.create(database, "media");
    var copy = new ByteArrayOutputStream();

    bucket.downloadToStream(new BsonString("by-the-driver"), copy);

    assertThat(copy.toByteArray()).isEqualTo(bytes);
    assertThat(bucket.find(new Document("_id", "by-the-driver")).first())
        .isNotNull()
        .satisfies(file -> {
          assertThat(file.getFilename()).isEqualTo("a.bin");
          assertThat(file.getLength()).isEqualTo(bytes.length);
          assertThat(file.getUploadDate()).isEqualTo(Instant.EPOCH);
        });
  }

  @Test
  void callsAFileFromBeforeThereWasAScannerSkipped() {
    MediaId id = new MediaId("old");
    try (FileStore.Writing writing = store.begin(id, ANN, "a", Instant.EPOCH)) {
      writing.write(new byte[1], 0, 1);
      writing.complete(CONTENT, Instant.EPOCH, Instant.EPOCH);
    }
    assertThat(scanOf(id)).isEqualTo(Scan.CLEAN);

    database
        .getCollection("media.files")
        .updateOne(new Document("_id", "old"), Updates.unset("metadata.scan"));

    assertThat(scanOf(id)).isEqualTo(Scan.SKIPPED);
  }

  private static Scan scanOf(MediaId id) {
    return store.find(id).orElseThrow().content().scan();
  }

  private static long chunksOf(MediaId id) {
    return database
        .getCollection("media.chunks")
        .countDocuments(new Document("files_id", id.value()));
  }
}
