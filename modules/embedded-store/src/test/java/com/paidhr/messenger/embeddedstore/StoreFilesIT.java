package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the store: torn, damaged, rewritten. */
class StoreFilesIT {

  private static final EmbeddedStoreSettings SMALL_FILES =
      new EmbeddedStoreSettings(EmbeddedStoreSettings.Durability.FSYNC, 64 << 10, 32 << 10);

  @TempDir Path folder;

  private void withStore(Consumer<MongoCollection<Document>> use) {
    withStore(SMALL_FILES, use);
  }

  private void withStore(EmbeddedStoreSettings settings, Consumer<MongoCollection<Document>> use) {
    try (var store = EmbeddedStore.open(folder, settings);
        var client = MongoClients.create(store.connectionString())) {
      use.accept(client.getDatabase("files").getCollection("c"));
    }
  }

  private static void insert(MongoCollection<Document> collection, int from, int to) {
    for (int id = from; id < to; id++) {
      collection.insertOne(new Document("_id", id).append("text", "x".repeat(200)));
    }
  }

  private List<Path> segments() {
    try (var files = Files.list(folder)) {
      return files.filter(file -> Segment.numberOf(file).isPresent()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overwrite(Path file, long at, byte... bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  @Test
  void cutsOffATornWriteWhereverItWasTorn() throws IOException {
    withStore(EmbeddedStoreSettings.defaults(), collection -> insert(collection, 0, 10));
    Path segment = segments().getLast();
    byte[] whole = Files.readAllBytes(segment);
    int lastFrame = lastFrameOf(whole);

    for (int torn = lastFrame; torn < whole.length; torn += 13) {
      Files.write(segment, Arrays.copyOf(whole, torn));
      withStore(
          EmbeddedStoreSettings.defaults(),
          collection -> {
            assertThat(collection.countDocuments()).isEqualTo(9);
            insert(collection, 9, 10);
            assertThat(collection.countDocuments()).isEqualTo(10);
          });
    }
  }

  private static int lastFrameOf(byte[] segment) {
    ByteBuffer bytes = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
    int offset = Segment.FILE_HEADER.length;
    while (true) {
      Frame frame = Frame.parse(bytes, offset);
      if (frame == null || offset + frame.length() == segment.length) {
        return offset;
      }
      offset += frame.length();
    }
  }

  @Test
  void refusesDamageInTheMiddleOfTheLastFile() throws IOException {
    withStore(EmbeddedStoreSettings.defaults(), collection -> insert(collection, 0, 10));
    Path segment = segments().getLast();
    byte[] before = Files.readAllBytes(segment);
    overwrite(segment, before.length / 2, (byte) ~before[before.length / 2]);
    byte[] damaged = Files.readAllBytes(segment);

    assertThatThrownBy(() -> EmbeddedStore.open(folder))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining(segment.toString());
    assertThat(Files.readAllBytes(segment)).isEqualTo(damaged);
  }

  @Test
  void refusesDamageInAnEarlierFile() throws IOException {
    withStore(collection -> insert(collection, 0, 500));
    assertThat(segments()).hasSizeGreaterThan(1);
    overwrite(segments().getFirst(), 1_000, (byte) 1, (byte) 2, (byte) 3);

    assertThatThrownBy(() -> EmbeddedStore.open(folder)).isInstanceOf(CorruptStoreException.class);
  }

  @Test
  void refusesAMissingFile() throws IOException {
    withStore(collection -> insert(collection, 0, 800));
    assertThat(segments()).hasSizeGreaterThan(2);
    Files.delete(segments().get(1));

    assertThatThrownBy(() -> EmbeddedStore.open(folder)).isInstanceOf(CorruptStoreException.class);
  }

  @Test
  void refusesAMissingCatalog() throws IOException {
    withStore(collection -> insert(collection, 0, 1));
    Files.delete(folder.resolve("catalog.bson"));

    assertThatThrownBy(() -> EmbeddedStore.open(folder)).isInstanceOf(CorruptStoreException.class);
  }

  @Test
  void givesBackTheSpaceOfGarbageWhileWritesGoOn() {
    withStore(collection -> {
      insert(collection, 0, 100);
      for (int round = 1; round <= 30; round++) {
        for (int id = 0; id < 100; id++) {
          collection.replaceOne(
              eq("_id", id),
              new Document("_id", id).append("round", round).append("text", "y".repeat(200)),
              new ReplaceOptions().upsert(true));
        }
        insert(collection, 1_000 + round, 1_001 + round);
        collection.deleteOne(eq("_id", 1_000 + round));
      }
      assertThat(collection.countDocuments()).isEqualTo(100);
      await().untilAsserted(() -> assertThat(bytesOnDisk()).isLessThan(256 << 10));
    });

    withStore(collection -> {
      assertThat(collection.countDocuments()).isEqualTo(100);
      assertThat(collection.countDocuments(eq("round", 30))).isEqualTo(100);
    });
  }

  private long bytesOnDisk() {
    return segments().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  @Test
  void acknowledgesNothingAfterAFailedFsync() {
    var broken = new AtomicBoolean();
    SegmentLog.Sync sync =
        segment -> {
          if (broken.get()) {
            throw new IOException("the disk is gone");
          }
          segment.force();
        };
    try (var store = EmbeddedStore.open(folder, SMALL_FILES, sync);
        var client = MongoClients.create(store.connectionString())) {
      var collection = client.getDatabase("files").getCollection("c");
      insert(collection, 0, 1);
      broken.set(true);

      assertThatThrownBy(() -> insert(collection, 1, 2)).isInstanceOf(MongoException.class);
      broken.set(false);
      assertThatThrownBy(() -> insert(collection, 2, 3)).isInstanceOf(MongoException.class);
      assertThat(collection.find(eq("_id", 0)).first()).isNotNull();
    }
  }
}
