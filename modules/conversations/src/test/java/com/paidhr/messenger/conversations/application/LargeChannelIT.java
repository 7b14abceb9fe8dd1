package com.paidhr.messenger.conversations.application;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.StoreTraffic.Cost;
import com.paidhr.messenger.conversations.mongo.StoredWorlds;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What requests in a channel send to the store and get from it does not depend on how many members
 * the channel has.
 */
class LargeChannelIT {
  private static final int MANY = 10_000;
  private static final int LIMIT = 20;

  private static final StoreTraffic TRAFFIC = new StoreTraffic();
  private static final MongoClient CLIENT =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(TestStores.mongoUri()))
              .addCommandListener(TRAFFIC)
              .build());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  /** A channel of {@code size} members: {@code owner}, {@code u00001}, {@code u00002}… */
  private static final class Channel {
    private final World world =
        StoredWorlds.over(CLIENT.getDatabase(TestStores.freshDatabase()), 100);
    private final UserId owner = world.user("owner");
    private final UserId late = world.user("zoe");
    private final int size;
    private final ConversationId id;

    Channel(int size) {
      this.size = size;
      UserId[] others =
          IntStream.range(1, size)
              .mapToObj(i -> world.user(name(i).value()))
              .toArray(UserId[]::new);
      id = world.channel(owner, others);
    }

    static UserId name(int i) {
      return new UserId("u%05d".formatted(i));
    }

    Page<BrowseMembers.Shown> after(int i, int limit) {
      String cursor = i == 0 ? null : PageRequest.encode(name(i).value());
      return world.browseMembers.page(owner, id, PageRequest.of(limit, cursor));
    }

    /** Every request on the hot paths, with what it costs. */
    Map<String, Cost> costs() {
      Map<String, Runnable> requests = new LinkedHashMap<>();
      requests.put("first page", () -> assertThat(after(0, LIMIT).items()).hasSize(LIMIT));
      requests.put("middle page", () -> assertThat(after(size / 2, LIMIT).items()).hasSize(LIMIT));
      requests.put("last page", () -> assertThat(after(size - 6, LIMIT).items()).hasSize(5));
      requests.put("one member", () -> world.browseMembers.one(owner, id, name(size / 2)));
      requests.put("access of a sender", () -> world.conversations.accessOf(owner, id));
      requests.put("send", () -> assertThat(world.send(owner, id)).isPositive());
      requests.put("conversation", () -> world.browse.one(owner, id));
      requests.put(
          "conversation list",
          () ->
              assertThat(world.browse.mine(owner, null, null, PageRequest.of(LIMIT, null)).items())
                  .hasSize(1));
      requests.put("add", () -> world.enter.add(owner, id, late, MemberRole.MEMBER));
      requests.put("kick", () -> world.exit.remove(owner, id, late));
      requests.put("join", () -> world.enter.join(late, id));
      requests.put("leave", () -> world.exit.remove(late, id, late));
      requests.put(
          "first page of an audience",
          () ->
              assertThat(world.conversations.audienceOf(id, 1).after(null, LIMIT)).hasSize(LIMIT));
      Map<String, Cost> costs = new LinkedHashMap<>();
      requests.forEach((name, request) -> costs.put(name, TRAFFIC.of(request)));
      return costs;
    }
  }

  /** Both are beyond the size up to which a node keeps all members. */
  @Test
  void costsTheSameWithAThousandAndWithTenThousandMembers() {
    Map<String, Cost> few = new Channel(1_000).costs();
    Map<String, Cost> many = new Channel(MANY).costs();

    assertThat(many).isEqualTo(few);
    many.forEach((request, cost) -> {
      boolean paged = request.contains("page");
      assertThat(cost.documents()).as(request).isPositive();
      assertThat(cost.documents()).as(request).isLessThanOrEqualTo(paged ? LIMIT + 4 : 8);
      assertThat(cost.commands()).as(request).hasSizeLessThanOrEqualTo(paged ? 4 : 12);
    });
    System.getLogger("measured").log(System.Logger.Level.INFO, "{0}", many);
  }

  /** Which streams do in each of their rounds. */
  @Test
  void asksForManyMembersOnceUntilOneOfThemChanges() {
    Channel channel = new Channel(20);
    Map<UserId, Set<ConversationId>> asked =
        IntStream.range(1, 20)
            .mapToObj(Channel::name)
            .collect(Collectors.toMap(user -> user, user -> Set.of(channel.id)));
    Runnable request = () -> assertThat(channel.world.conversations.accessOf(asked)).hasSize(19);

    assertThat(TRAFFIC.of(request).commands())
        .containsExactly("find conversations", "find memberships");
    assertThat(TRAFFIC.of(request).commands()).containsExactly("find conversations");
    channel.world.exit.remove(channel.owner, channel.id, Channel.name(1));
    assertThat(TRAFFIC.of(request).commands())
        .containsExactly("find conversations", "find memberships");
    assertThat(requireNonNull(channel.world.conversations.accessOf(asked).get(Channel.name(1))))
        .allSatisfy((id, access) -> assertThat(access.isMember()).isFalse());
  }

  @Test
  void readsAllMembersPageByPage() {
    Channel channel = new Channel(MANY);
    channel.world.send(channel.owner, channel.id);
    channel.world.enter.add(channel.owner, channel.id, channel.late, MemberRole.MEMBER);
    channel.world.exit.remove(channel.owner, channel.id, Channel.name(1));

    Set<UserId> audience = new HashSet<>();
    for (List<UserId> page : channel.world.conversations.audienceOf(channel.id, 1).pages(1_000)) {
      assertThat(page).hasSizeLessThanOrEqualTo(1_000);
      assertThat(audience.addAll(page)).isTrue();
    }

    assertThat(audience).hasSize(MANY - 1).doesNotContain(channel.late, Channel.name(1));
    measure("first", channel, 0);
    measure("middle", channel, MANY / 2);
    measure("last", channel, MANY - 51);
  }

  private static void measure(String which, Channel channel, int after) {
    long[] micros =
        IntStream.range(0, 40)
            .mapToLong(i -> {
              long begin = System.nanoTime();
              assertThat(channel.after(after, 50).items()).hasSize(50);
              return (System.nanoTime() - begin) / 1_000;
            })
            .skip(10)
            .sorted()
            .toArray();
    System.getLogger("measured")
        .log(
            System.Logger.Level.INFO,
            "{0} page of 50 among {1} members: median {2} us, slowest {3} us",
            which,
            MANY,
            micros[micros.length / 2],
            micros[micros.length - 1]);
  }
}
