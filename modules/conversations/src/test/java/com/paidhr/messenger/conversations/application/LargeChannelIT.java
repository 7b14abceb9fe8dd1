package com.paidhr.messenger.conversations.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.mongo.StoredWorlds;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A channel of 10,000 members is changed and read without loading them all. */
class LargeChannelIT {
  private static final int MEMBERS = 10_000;

  @Test
  void staysPaged() {
    try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
      World world = StoredWorlds.over(client.getDatabase(TestStores.freshDatabase()), 100);
      UserId owner = world.user("owner");
      UserId late = world.user("late");
      UserId[] others =
          IntStream.range(1, MEMBERS)
              .mapToObj(i -> world.user("u%05d".formatted(i)))
              .toArray(UserId[]::new);
      ConversationId channel = timed("create", () -> world.channel(owner, others));
      timed("send", () -> world.send(owner, channel));

      timed("add", () -> world.enter.add(owner, channel, late, MemberRole.MEMBER));
      timed(
          "kick",
          () -> {
            world.exit.remove(owner, channel, others[0]);
            return true;
          });

      assertThat(
              timed(
                      "page of members",
                      () -> world.browseMembers.page(owner, channel, PageRequest.of(200, null)))
                  .items())
          .hasSize(200);
      Set<UserId> audience = new HashSet<>();
      timed(
          "audience",
          () -> {
            for (List<UserId> page : world.conversations.audienceOf(channel, 1).pages(1_000)) {
              assertThat(page).hasSizeLessThanOrEqualTo(1_000);
              assertThat(audience.addAll(page)).isTrue();
            }
            return true;
          });
      assertThat(audience).hasSize(MEMBERS - 1).doesNotContain(late, others[0]);
    }
  }

  private static <T> T timed(String what, java.util.function.Supplier<T> work) {
    long begin = System.nanoTime();
    T result = work.get();
    System.getLogger("measured")
        .log(
            System.Logger.Level.INFO,
            "{0} with {1} members: {2} ms",
            what,
            MEMBERS,
            Duration.ofNanos(System.nanoTime() - begin).toMillis());
    return result;
  }
}
