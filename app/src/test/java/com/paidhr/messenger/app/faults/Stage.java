package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.StoreFaults;
import com.paidhr.messenger.testsupport.TcpProxy;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two application processes on one document store, each behind lines of its own that can be cut or
 * spoilt, with short limits so that they notice soon.
 */
final class Stage implements AutoCloseable {
  private final List<AutoCloseable> closing = new ArrayList<>();
  private final String database = TestStores.freshDatabase();
  private final URI redisUri;

  final List<RunningMessenger> nodes = new ArrayList<>();
  final List<TcpProxy> toRedis = new ArrayList<>();
  final List<TcpProxy> toStore = new ArrayList<>();
  final List<StoreFaults> storeFaults = new ArrayList<>();

  private Stage(URI redisUri) {
    this.redisUri = redisUri;
  }

  /** On one Redis server, to which each node has a line. */
  static Stage on(RedisServer redis, long seed) {
    return on(redis, seed, with -> with);
  }

  /** The same; the second node is started in some other way. */
  static Stage on(
      RedisServer redis, long seed, UnaryOperator<RunningMessenger.Builder> secondNode) {
    Stage stage = new Stage(redis.uri());
    for (int i = 0; i < 2; i++) {
      TcpProxy line = stage.closing(TcpProxy.to(redis.uri().getPort()));
      stage.toRedis.add(line);
      URI uri = URI.create("redis://127.0.0.1:" + line.port());
      stage.addNode(uri, seed + i, i == 0 ? with -> with : secondNode);
    }
    return stage;
  }

  /** On a Redis of several servers, whose addresses the nodes learn from it. */
  static Stage on(URI redis, long seed) {
    Stage stage = new Stage(redis);
    stage.addNode(redis, seed, with -> with);
    stage.addNode(redis, seed + 1, with -> with);
    return stage;
  }

  private void addNode(URI redis, long seed, UnaryOperator<RunningMessenger.Builder> otherwise) {
    int storePort = URI.create(TestStores.mongoUri()).getPort();
    StoreFaults faults = closing(StoreFaults.to(storePort, seed));
    TcpProxy line = closing(TcpProxy.to(faults.port()));
    storeFaults.add(faults);
    toStore.add(line);
    RunningMessenger.Builder with =
        RunningMessenger.with()
            .env("MONGODB_URI", "mongodb://127.0.0.1:" + line.port())
            .env("MONGODB_DATABASE", database)
            .env("MONGODB_TIMEOUT", "PT2S")
            .env("REDIS_URI", redis.toString())
            .env("REDIS_TIMEOUT", "PT1S")
            .env("IDENTITY_TOKEN_LIFETIME", "PT2H")
            .env("CONVERSATIONS_RECOVER_AFTER", "PT2S")
            .env("DELIVERY_CLAIM_IDLE_AFTER", "PT1S")
            .env("DELIVERY_REDRIVE_AFTER", "PT2S")
            .env("DELIVERY_REDRIVE_EVERY", "PT0.5S")
            .env("DELIVERY_BACKOFF_BASE", "PT0.2S")
            .env("DELIVERY_MAX_ATTEMPTS", "3")
            .env("DELIVERY_RETRY_BUDGET", "PT0.1S")
            .env("DELIVERY_INBOX_LENGTH", "100000");
    nodes.add(closing(otherwise.apply(with).start()));
  }

  private <T extends AutoCloseable> T closing(T part) {
    closing.add(part);
    return part;
  }

  URI redisUri() {
    return redisUri;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : closing.reversed()) {
      part.close();
    }
  }
}
