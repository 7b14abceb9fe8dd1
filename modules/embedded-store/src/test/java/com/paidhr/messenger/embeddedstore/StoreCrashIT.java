package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to acknowledged writes when the process or the disk fails. */
class StoreCrashIT {

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void losesNoAcknowledgedInsertWhenKilled() throws Exception {
    var random = new Random();
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      int bulk = round % 2 == 0 ? 1 : 20;
      try (var child =
          ChildJvm.start(AcknowledgedInserts.class, folder.toString(), "r" + round, "" + bulk)) {
        int untilKill = 1 + random.nextInt(2_000);
        for (int i = 0; i < untilKill; i++) {
          acknowledged.add(child.readLine());
        }
        child.kill();
        acknowledged.addAll(withoutHalfLine(child.readToEnd()));
      }
    }

    assertThat(stored()).containsAll(acknowledged);
    assertThat(acknowledged).doesNotContain("error").hasSizeGreaterThan(5);
  }

  @Test
  @Timeout(120)
  void losesNoAcknowledgedUpdateWhenKilledWhileCleaning() throws Exception {
    var random = new Random();
    Map<Integer, Integer> acknowledged = new HashMap<>();
    for (int round = 0; round < 4; round++) {
      List<String> lines = new ArrayList<>();
      try (var child = ChildJvm.start(AcknowledgedUpdates.class, folder.toString())) {
        int untilKill = 300 + random.nextInt(700);
        for (int i = 0; i < untilKill; i++) {
          lines.add(child.readLine());
        }
        child.kill();
        lines.addAll(withoutHalfLine(child.readToEnd()));
      }
      for (String line : lines) {
        String[] parts = line.split(" ", -1);
        acknowledged.merge(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Math::max);
      }
    }

    try (var store = EmbeddedStore.open(folder);
        var client = MongoClients.create(store.connectionString())) {
      var counts = client.getDatabase("crash").getCollection("counts");
      assertThat(counts.countDocuments()).isEqualTo(acknowledged.size());
      for (Document stored : counts.find()) {
        assertThat(stored.getInteger("count"))
            .isGreaterThanOrEqualTo(acknowledged.get(stored.getInteger("_id")));
      }
    }
    assertThat(folder.resolve("segment-0000000001.log")).doesNotExist();
  }

  /** The kill may have cut the last line short. */
  private static List<String> withoutHalfLine(List<String> lines) {
    return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
  }

  private Set<String> stored() {
    Set<String> ids = new HashSet<>();
    try (var store = EmbeddedStore.open(folder);
        var client = MongoClients.create(store.connectionString())) {
      client
          .getDatabase("crash")
          .getCollection("inserts")
          .find()
          .projection(new Document("_id", 1))
          .forEach(document -> ids.add(document.getString("_id")));
    }
    return ids;
  }

  @Test
  @Timeout(60)
  void refusesWritesWhenTheDiskIsFullAndKeepsWhatItAcknowledged() throws Exception {
    List<String> lines;
    // No file may grow beyond 64 KiB: the file system refuses to write as it does when it is full.
    try (var child =
        ChildJvm.startAfter(
            "ulimit -f 128", AcknowledgedInserts.class, folder.toString(), "full", "1")) {
      lines = child.readToEnd();
    }
    List<String> acknowledged = new ArrayList<>(lines);
    acknowledged.removeIf("error"::equals);

    assertThat(lines).filteredOn("error"::equals).hasSize(8);
    assertThat(acknowledged).hasSizeGreaterThan(50);
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  @Test
  @Timeout(60)
  void refusesAFolderThatAnotherProcessHasOpen() throws Exception {
    try (var child = ChildJvm.start(AcknowledgedInserts.class, folder.toString(), "a", "1")) {
      assertThat(child.readLine()).startsWith("a-");

      assertThatThrownBy(() -> EmbeddedStore.open(folder))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining("process ");
    }
  }

  @Test
  @Timeout(60)
  void holdsTheFolderAlsoAfterAFailedSecondOpening() throws Exception {
    try (var store = EmbeddedStore.open(folder)) {
      assertThatThrownBy(() -> EmbeddedStore.open(folder)).isInstanceOf(FolderInUseException.class);

      try (var child = ChildJvm.start(AcknowledgedInserts.class, folder.toString(), "a", "1")) {
        assertThat(child.readToEnd()).isEmpty();
      }
      assertThat(store.connectionString()).isNotEmpty();
    }
  }

  @Test
  @Timeout(60)
  void redisDiesWithAJvmThatIsKilled() throws Exception {
    try (var child = ChildJvm.start(RedisHolder.class, folder.resolve("redis").toString())) {
      long pid = Long.parseLong(child.readLine());
      assertThat(ProcessHandle.of(pid)).isPresent();

      child.kill();

      await().untilAsserted(() -> assertThat(ProcessHandle.of(pid)).isEmpty());
      assertThat(Files.exists(folder.resolve("redis/redis.log"))).isTrue();
    }
  }

  @Test
  @Timeout(60)
  void aStoppedRedisAlsoDiesWithAJvmThatIsKilled() throws Exception {
    try (var child = ChildJvm.start(RedisHolder.class, folder.resolve("redis").toString())) {
      long pid = Long.parseLong(child.readLine());
      new ProcessBuilder("kill", "-STOP", "" + pid).start().waitFor();

      child.kill();

      await().untilAsserted(() -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }
  }

  @Test
  @Timeout(60)
  void redisTakesOverFromOneThatIsStillStopping() throws Exception {
    Path redisFolder = folder.resolve("redis");
    long old;
    try (var child = ChildJvm.start(RedisHolder.class, redisFolder.toString())) {
      old = Long.parseLong(child.readLine());
      new ProcessBuilder("kill", "-STOP", "" + old).start().waitFor();
      child.kill();
    }

    try (var redis = EmbeddedRedis.start(redisFolder)) {
      assertThat(ProcessHandle.of(old)).isEmpty();
      assertThat(redis.pid()).isNotEqualTo(old);
    }
  }
}
