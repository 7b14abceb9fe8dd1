package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that race for the lanes of the same conversations, where Redis is several servers. */
@Timeout(180)
class RacingWorkersIT {
  private static final int MESSAGES = 300;
  private static final List<ConversationId> ROOMS =
      List.of(new ConversationId("one"), new ConversationId("two"), new ConversationId("three"));
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");

  @TempDir Path folder;

  private final FakeConversations conversations = new FakeConversations();
  private final FakeMessages messages = new FakeMessages(Clock.systemUTC());

  @Test
  void keepTheOrderBehindSentinels() {
    try (RedisGroup group = RedisGroup.start(folder, 1)) {
      race(group.uri());
    }
  }

  @Test
  void keepTheOrderOnACluster() {
    try (RedisCluster cluster = RedisCluster.start(folder)) {
      race(cluster.uri());
    }
  }

  private Node node(URI redis, MongoDatabase database) {
    return new Node(redis, database, conversations, messages, Node.QUICK, Node.SHORT).start();
  }

  private void race(URI redis) {
    for (ConversationId room : ROOMS) {
      List.of(ANN, BOB, CY).forEach(user -> conversations.join(room, user, 1));
    }
    try (MongoClient mongo = MongoClients.create(TestStores.mongoUri())) {
      MongoDatabase database = mongo.getDatabase(TestStores.freshDatabase());
      try (Node one = node(redis, database);
          Node two = node(redis, database)) {
        trouble(one, two);
        for (int i = 0; i < MESSAGES; i++) {
          (i % 2 == 0 ? one : two).send(ROOMS.get(i % ROOMS.size()), i % 4 == 0 ? BOB : ANN);
        }

        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(messages.all())
                    .allSatisfy(
                        message -> assertThat(message.status()).isNotEqualTo(MessageStatus.SENT)));
        inboxesAreInOrder(one);
      }
    }
  }

  private static void trouble(Node one, Node two) {
    one.profile(
        NetworkScope.of(CY),
        new NetworkProfile(
            null,
            new Latency(Distribution.UNIFORM, 0.0, 60.0, null, null),
            0.05,
            0.1,
            null,
            null,
            null,
            3L,
            null));
    two.network.changed();
  }

  private static void inboxesAreInOrder(Node node) {
    List<Long> all = LongStream.rangeClosed(1, MESSAGES / ROOMS.size()).boxed().toList();
    for (ConversationId room : ROOMS) {
      assertThat(InboxContents.messages(node.redis, ANN, room)).isEqualTo(all);
      assertThat(InboxContents.messages(node.redis, BOB, room)).isEqualTo(all);
      assertThat(InboxContents.messages(node.redis, CY, room))
          .isNotEmpty()
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }
}
