package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.TestStores;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis comes back with a part of its append-only file, as after a loss of power. */
class AppendOnlyFileIT {
  private static final int MESSAGES = 60;
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} of the file is left")
  @ValueSource(doubles = {0.6, 0})
  void whatItLostIsDeliveredOnce(double share) throws IOException {
    FakeConversations conversations = new FakeConversations();
    conversations.join(ROOM, ANN, 1);
    conversations.join(ROOM, BOB, 1);
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (RedisServer redis = RedisServer.start(folder);
        MongoClient mongo = MongoClients.create(TestStores.mongoUri());
        Node node =
            new Node(
                redis.uri(),
                mongo.getDatabase(TestStores.freshDatabase()),
                conversations,
                messages,
                Node.QUICK,
                Node.SHORT)) {
      node.redrive();
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        MessageSummary message = messages.accept(ROOM, ANN);
        jobs.add(new Job.Fanout(message.id(), ANN, message.createdAt()));
      }
      for (Job job : jobs) {
        node.queue.publish(List.of(job));
      }
      redis.stop();
      truncate(share);
      redis.restart();

      node.start();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(messages.all())
                  .extracting(MessageSummary::status)
                  .containsOnly(MessageStatus.DELIVERED));
      assertThat(InboxContents.messages(node.redis, BOB, ROOM))
          .isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
    }
  }

  private void truncate(double share) throws IOException {
    List<Path> increments;
    try (Stream<Path> files = Files.walk(folder)) {
      increments = files.filter(file -> file.toString().endsWith(".incr.aof")).toList();
    }
    assertThat(increments).isNotEmpty();
    for (Path file : increments) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate((long) (channel.size() * share));
      }
    }
  }
}
