package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store that is written to meanwhile. */
class StoreSnapshotIT {

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void holdsEveryWriteThatWasAcknowledgedBeforeItWhileTheLogIsCleaned() throws Exception {
    Path store = folder.resolve("store");
    Map<Integer, Integer> acknowledged = new HashMap<>();
    try (var child = ChildJvm.start(AcknowledgedUpdates.class, store.toString())) {
      for (int round = 0; round < 20; round++) {
        for (int line = 0; line < 100; line++) {
          String[] parts = child.readLine().split(" ", -1);
          acknowledged.merge(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Math::max);
        }
        Path copy = copied(store, folder.resolve("copy" + round));

        assertThat(StoreSnapshot.check(copy)).isGreaterThanOrEqualTo(acknowledged.size());
        assertHolds(copy, acknowledged);
      }
      child.kill();
    }
    assertThat(store.resolve("segment-0000000001.log")).as("was cleaned").doesNotExist();
  }

  private static void assertHolds(Path copy, Map<Integer, Integer> acknowledged) {
    Map<Integer, Integer> stored = new HashMap<>();
    try (var opened = EmbeddedStore.open(copy);
        var client = MongoClients.create(opened.connectionString())) {
      for (Document document : client.getDatabase("crash").getCollection("counts").find()) {
        stored.put(document.getInteger("_id"), document.getInteger("count"));
      }
    }
    acknowledged.forEach((id, count) ->
        assertThat(stored.get(id)).as("count of %s", id).isNotNull().isGreaterThanOrEqualTo(count));
  }

  private static Path copied(Path store, Path target) throws IOException {
    Files.createDirectories(target);
    try (var snapshot = StoreSnapshot.of(store)) {
      long bytes = 0;
      for (StoreSnapshot.Part part : snapshot.parts()) {
        try (OutputStream out = Files.newOutputStream(target.resolve(part.name()))) {
          part.copyTo(out);
        }
        assertThat(target.resolve(part.name())).hasSize(part.bytes());
        bytes += part.bytes();
      }
      assertThat(snapshot.bytes()).isEqualTo(bytes);
    }
    return target;
  }

  @Test
  void stillReadsWhatIsDeletedAfterwards() throws IOException {
    write(3);
    long documents = StoreSnapshot.check(folder);
    try (var snapshot = StoreSnapshot.of(folder)) {
      for (StoreSnapshot.Part part : snapshot.parts()) {
        Files.delete(folder.resolve(part.name()));
      }
      Path copy = Files.createDirectory(folder.resolve("copy"));
      for (StoreSnapshot.Part part : snapshot.parts()) {
        try (OutputStream out = Files.newOutputStream(copy.resolve(part.name()))) {
          part.copyTo(out);
        }
      }
      assertThat(StoreSnapshot.check(copy)).isEqualTo(documents);
    }
  }

  @Test
  void refusesAFolderWithoutAStore() {
    assertThatThrownBy(() -> StoreSnapshot.of(folder))
        .isInstanceOf(EmbeddedStoreException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void checkFindsADamagedRecord() throws IOException {
    write(20);
    Path file = folder.resolve("segment-0000000001.log");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);

    assertThatThrownBy(() -> StoreSnapshot.check(folder)).isInstanceOf(CorruptStoreException.class);
  }

  private void write(int documents) {
    try (var store = EmbeddedStore.open(folder);
        var client = MongoClients.create(store.connectionString())) {
      for (int id = 0; id < documents; id++) {
        client.getDatabase("a").getCollection("b").insertOne(new Document("_id", id));
      }
    }
  }
}
