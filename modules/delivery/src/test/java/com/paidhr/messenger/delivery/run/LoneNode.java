package com.paidhr.messenger.delivery.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a node with a Redis of its own, since workers of other tests would take its jobs. Ann is
 * in the room from its first message on.
 */
abstract class LoneNode {
  static final ConversationId ROOM = new ConversationId("room");
  static final UserId ANN = new UserId("ann");
  static final UserId BOB = new UserId("bob");

  final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  final FakeConversations conversations = new FakeConversations();
  final FakeMessages messages = new FakeMessages(Clock.systemUTC());

  @TempDir Path folder;
  RedisServer redis;
  Node node;

  DeliverySettings settings() {
    return Node.QUICK;
  }

  @BeforeEach
  void start() {
    redis = RedisServer.start(folder);
    node =
        new Node(
            redis.uri(),
            mongo.getDatabase(TestStores.freshDatabase()),
            conversations,
            messages,
            settings(),
            Node.SHORT);
    conversations.join(ROOM, ANN, 1);
  }

  @AfterEach
  void close() {
    node.close();
    redis.close();
    mongo.close();
  }
}
