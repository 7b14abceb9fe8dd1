package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class EmbeddedRedisIT {

  @TempDir Path folder;

  @Test
  void keepsDataAcrossARestart() {
    try (var redis = EmbeddedRedis.start(folder);
        var client = RedisClient.create(redis.uri())) {
      client.set("key", "value");
      redis.close();
      assertThat(redis.isAlive()).isFalse();
    }

    try (var redis = EmbeddedRedis.start(folder);
        var client = RedisClient.create(redis.uri())) {
      assertThat(client.get("key")).isEqualTo("value");
      assertThat(client.info("server")).contains("redis_version:7.0.15");
    }
  }

  /** On a machine that is busy with other things, once in five times must do. */
  @Test
  void stopsWithinTwoSeconds() {
    List<Duration> stops = new ArrayList<>();

    do {
      var redis = EmbeddedRedis.start(folder);
      long begin = System.nanoTime();
      redis.close();
      stops.add(Duration.ofNanos(System.nanoTime() - begin));
    } while (stops.size() < 5 && stops.getLast().compareTo(Duration.ofSeconds(2)) >= 0);

    assertThat(stops.getLast()).as("%s", stops).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void keepsItsFilesToItsOwner() throws IOException {
    try (var redis = EmbeddedRedis.start(folder.resolve("redis"))) {
      assertThat(redis.isAlive()).isTrue();
      try (var files = Files.walk(folder.resolve("redis"))) {
        assertThat(files)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .endsWith("------"));
      }
    }
  }

  @Test
  void saysWhyItDoesNotStart() throws IOException {
    Files.createDirectories(folder.resolve("appendonlydir"));
    Files.writeString(folder.resolve("appendonlydir/appendonly.aof.manifest"), "nonsense");

    assertThatThrownBy(() -> EmbeddedRedis.start(folder))
        .isInstanceOf(EmbeddedStoreException.class)
        .hasMessageContaining("AOF");
    EmbeddedRedis.start(folder.resolve("other")).close();
  }

  @Test
  void refusesAFolderInUse() {
    try (var redis = EmbeddedRedis.start(folder)) {
      assertThat(redis.isAlive()).isTrue();
      assertThatThrownBy(() -> EmbeddedRedis.start(folder))
          .isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void usesTheFixedPortOrSaysThatItIsTaken() {
    try (var redis = EmbeddedRedis.start(folder.resolve("a"))) {
      var samePort = EmbeddedRedisSettings.defaults().onPort(redis.uri().getPort());
      assertThatThrownBy(() -> EmbeddedRedis.start(folder.resolve("b"), samePort))
          .isInstanceOf(EmbeddedStoreException.class)
          .hasMessageContaining("Failed listening on port");
    }
  }
}
