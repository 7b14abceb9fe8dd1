package com.paidhr.messenger.embeddedstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** Only who can read the folder can use its store. */
class StorePasswordIT {
  private static final EmbeddedStoreSettings GUARDED =
      EmbeddedStoreSettings.defaults().withPassword();

  @TempDir Path folder;

  private static MongoCollection<Document> keys(MongoClient client) {
    return client.getDatabase("messenger").getCollection("signingKeys");
  }

  private static String withoutPassword(EmbeddedStore store) {
    return store.connectionString().replaceFirst("//.*@", "//").replaceFirst("/\\?.*", "");
  }

  private static void assertOwnerOnly(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesWhoDoesNotKnowThePassword() {
    try (var store = EmbeddedStore.open(folder, GUARDED);
        var owner = MongoClients.create(store.connectionString());
        var stranger = MongoClients.create(withoutPassword(store));
        var guesser =
            MongoClients.create(
                store.connectionString().replaceFirst(":[0-9a-f]{48}@", ":guess@"))) {
      keys(owner).insertOne(new Document("_id", "private"));

      assertThatExceptionOfType(MongoCommandException.class)
          .isThrownBy(() -> keys(stranger).find().first())
          .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(13));
      assertThatThrownBy(() -> keys(stranger).insertOne(new Document()))
          .hasMessageContaining("requires authentication");
      assertThatThrownBy(() -> stranger.listDatabaseNames().first())
          .hasMessageContaining("requires authentication");
      assertThatThrownBy(() -> keys(guesser).find().first())
          .isInstanceOf(MongoSecurityException.class);
      assertThat(keys(owner).find().first()).isEqualTo(new Document("_id", "private"));
    }
  }

  @Test
  void keepsThePasswordForItsOwner() throws IOException {
    String first;
    try (var store = EmbeddedStore.open(folder, GUARDED)) {
      first = Files.readString(folder.resolve("password"));
      assertOwnerOnly(folder.resolve("password"));
    }
    try (var store = EmbeddedStore.open(folder, GUARDED)) {
      assertThat(Files.readString(folder.resolve("password"))).isEqualTo(first).hasSize(49);
      assertThat(store.connectionString()).contains(first.strip());
    }
  }

  @Test
  void opensAFolderFromBeforeThereWerePasswords() {
    try (var store = EmbeddedStore.open(folder);
        var client = MongoClients.create(store.connectionString())) {
      keys(client).insertOne(new Document("_id", "old"));
    }
    try (var store = EmbeddedStore.open(folder, GUARDED);
        var client = MongoClients.create(store.connectionString())) {
      assertThat(keys(client).find().first()).isEqualTo(new Document("_id", "old"));
    }
  }

  @Test
  void guardsRedisToo() throws IOException {
    try (var redis = EmbeddedRedis.start(folder);
        var client = RedisClient.create(redis.uri())) {
      client.set("old", "value");
    }
    var guarded = EmbeddedRedisSettings.defaults().withPassword();
    try (var redis = EmbeddedRedis.start(folder, guarded);
        var owner = RedisClient.create(redis.uri());
        var stranger = RedisClient.create("redis://127.0.0.1:" + redis.uri().getPort())) {
      assertThat(owner.get("old")).isEqualTo("value");
      assertThatThrownBy(() -> stranger.get("old"))
          .isInstanceOf(JedisDataException.class)
          .hasMessageContaining("NOAUTH");
      assertOwnerOnly(folder.resolve("password"));
      assertOwnerOnly(folder.resolve("redis.conf"));
      assertThat(redis.uri().getUserInfo())
          .isEqualTo(":" + Files.readString(folder.resolve("password")).strip());
    }
  }
}
