package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two application processes on one document store and one Redis. */
class TwoNodesIT {
  private static final Pattern DELIVERED =
      Pattern.compile("^messenger_delivery_delivered_total\\S* ([0-9.E]+)", Pattern.MULTILINE);

  @Test
  void shareTheWorkAndSeeEachOthersMessagesInOneOrder() throws Exception {
    String database = TestStores.freshDatabase();
    try (var one = node(database);
        var two = node(database)) {
      var ann = one.newUser("ann");
      var bob = one.newUser("bob");
      var annAtTwo = ApiClient.signIn(two::url, ann.username(), ann.password());
      String room = ann.group("Two doors", bob);

      sendAtOnce(List.of(ann, annAtTwo), room, 150);

      var history = ann.history(room);
      assertThat(annAtTwo.history(room)).isEqualTo(history);
      assertThat(history.stream().map(message -> message.at("/seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(bob.history(room))
                  .allMatch(message -> message.at("/status").asText().equals("DELIVERED")));
      assertThat(delivered(one)).isPositive();
      assertThat(delivered(two)).isPositive();
    }
  }

  private static void sendAtOnce(List<ApiClient> doors, String room, int each) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sends =
          doors.stream()
              .<Callable<Void>>map(door ->
                  () -> {
                    IntStream.range(0, each).forEach(i -> door.send(room, "Message " + i));
                    return null;
                  })
              .toList();
      for (var sent : threads.invokeAll(sends)) {
        sent.get();
      }
    }
  }

  private static RunningMessenger node(String database) {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", database)
        .env("REDIS_URI", TestStores.redisUri().toString())
        .start();
  }

  private static double delivered(RunningMessenger node) {
    var metric = DELIVERED.matcher(node.anonymous().get("/metrics").expect(200).text());
    return metric.find() ? Double.parseDouble(metric.group(1)) : 0;
  }
}
