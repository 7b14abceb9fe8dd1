package com.paidhr.messenger.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Application nodes, each a process with the launcher's JVM options, over one embedded store and
 * one embedded Redis, with a group that everybody is a member of. The store runs in this process.
 */
final class Cluster implements AutoCloseable {
  private final EmbeddedStore store;
  private final EmbeddedRedis redis;
  private final MongoClient mongo;
  private final List<RunningMessenger> nodes = new ArrayList<>();
  private final List<ApiClient> members = new ArrayList<>();
  private final String group;

  Cluster(Path folder, int nodeCount, int memberCount, boolean deliver) {
    store = EmbeddedStore.open(folder.resolve("documents"));
    redis = EmbeddedRedis.start(folder.resolve("redis"));
    mongo = MongoClients.create(store.connectionString());
    for (int i = 0; i < nodeCount; i++) {
      nodes.add(
          RunningMessenger.with()
              .env("MONGODB_URI", store.connectionString())
              .env("REDIS_URI", redis.uri().toString())
              .env("IDENTITY_TOKEN_LIFETIME", "PT24H")
              .env("DELIVERY_WORKERS", String.valueOf(deliver))
              .start());
    }
    for (int i = 0; i < memberCount; i++) {
      members.add(nodes.getFirst().newUser("member"));
    }
    group =
        members.getFirst().group("Hot", members.subList(1, memberCount).toArray(ApiClient[]::new));
  }

  /** Clients are spread over the nodes and the members. */
  Samples send(int clients, long seconds, Texts texts) throws Exception {
    List<HttpConnection> open = new ArrayList<>();
    try {
      return ClosedLoop.run(clients, seconds, client -> sender(client, open, texts));
    } finally {
      for (HttpConnection connection : open) {
        connection.close();
      }
    }
  }

  private ClosedLoop.Request sender(int client, List<HttpConnection> open, Texts texts) {
    try {
      HttpConnection connection = connection(client);
      open.add(connection);
      String body = message(texts.next());
      return () -> connection.post("/messages", body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection of one of the members to one of the nodes. */
  HttpConnection connection(int client) throws IOException {
    return new HttpConnection(
        nodes.get(client % nodes.size()).url(), members.get(client % members.size()).accessToken());
  }

  /** The request to send this to the group. */
  String message(String body) {
    return "{\"conversationId\":\"%s\",\"body\":\"%s\"}".formatted(group, body);
  }

  String userId(int member) {
    return members.get(member).userId();
  }

  EmbeddedRedis redis() {
    return redis;
  }

  /** From now on each delivery in the group takes this long; 0 leaves it without a profile. */
  void latency(int millis) {
    ApiClient admin = nodes.getFirst().admin();
    String profile = "/admin/network-profiles/conversation:" + group;
    if (millis == 0) {
      admin.delete(profile);
    } else {
      var latency = Map.of("distribution", "FIXED", "meanMs", millis);
      admin.put(profile, Map.of("latency", latency)).expect(200);
    }
  }

  /** Waits until every message is delivered. */
  void awaitDelivered() throws InterruptedException {
    MongoCollection<Document> messages = mongo.getDatabase("messenger").getCollection("messages");
    while (messages.countDocuments(new Document("undelivered", true)) > 0) {
      Thread.sleep(100);
    }
  }

  /** CPU time that the nodes have used. */
  Duration nodeCpu() {
    return nodes.stream()
        .map(RunningMessenger::process)
        .map(Cluster::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** CPU time that the Redis server has used. */
  Duration redisCpu() {
    return ProcessHandle.of(redis.pid()).map(Cluster::cpu).orElse(Duration.ZERO);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    nodes.forEach(RunningMessenger::close);
    mongo.close();
    redis.close();
    store.close();
  }
}
