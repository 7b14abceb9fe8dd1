package com.paidhr.messenger.delivery;

import static com.paidhr.messenger.delivery.CountedStoreFixture.commandsOf;
import static com.paidhr.messenger.delivery.CountedStoreFixture.commandsOfOthers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.BrowseConversations;
import com.paidhr.messenger.conversations.application.BrowseConversations.Overview;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses;
import com.paidhr.messenger.delivery.watch.DeliveryStatuses.Seen;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.MarkManyRead;
import com.paidhr.messenger.messaging.application.MarkManyRead.Watermark;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.SearchMessages;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.TestStores;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

/**
 * How many commands a request of a node that knows its conversations gives the store, and an idle
 * one Redis.
 */
@ExtendWith(ArquillianExtension.class)
class CommandBudgetIT {
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject BrowseConversations browse;
  @Inject SendMessage sendMessage;
  @Inject ReadHistory history;
  @Inject SearchMessages search;
  @Inject MarkRead markRead;
  @Inject MarkManyRead markManyRead;
  @Inject Messages messages;
  @Inject DeliveryStatuses statuses;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging", "delivery")
        .addClasses(MetricsFixture.class, CountedStoreFixture.class);
  }

  private UserId user() {
    String name = "member" + NAMES.incrementAndGet();
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  private ConversationId group(UserId creator, UserId... others) {
    return conversations
        .start(
            creator,
            new NewConversation(
                ConversationType.GROUP, "Room", null, List.of(others), null, null, null))
        .conversation()
        .id();
  }

  private MessageId send(ConversationId room, UserId sender, String words) {
    return sendMessage
        .send(new NewMessage(room, sender, words, List.of(), null, null))
        .message()
        .id();
  }

  private void delivered(MessageId message) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> messages.find(message).orElseThrow().status() == MessageStatus.DELIVERED);
  }

  @Test
  void sendingIsOneInsertAndDeliveringThreeCommands() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    delivered(send(room, ann, "first"));
    delivered(send(room, bob, "second"));
    untilOthersRest();
    List<MessageId> sent = new ArrayList<>();

    assertThat(commandsOf(() -> sent.add(send(room, ann, "third"))))
        .containsExactly("insert messages");

    delivered(sent.getFirst());
    assertThat(workOfOthers())
        .containsOnlyOnce("find conversations", "update deliveries", "update messages")
        .hasSize(3);
  }

  /** What was done behind answers, without what comes by the clock or every 32 messages. */
  private static List<String> workOfOthers() {
    return commandsOfOthers().stream()
        .filter(command -> !command.endsWith(" networkProfiles")) // once a second
        .filter(command -> !command.endsWith(" logEnds")) // every 32 messages
        .filter(command -> !command.endsWith(" scheduledMessages")) // once a second
        .filter(command -> !command.equals("find messages")) // the redriver's look
        .toList();
  }

  /**
   * Waits until what other tests have sent and marked is delivered and told, and the look for
   * untold changes, which comes every ten seconds, has just been.
   */
  private static void untilOthersRest() {
    commandsOf(() -> {});
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> commandsOfOthers().contains("find receipts"));
    await()
        .atMost(Duration.ofSeconds(60))
        .during(Duration.ofSeconds(1))
        .until(() -> {
          boolean rest = workOfOthers().isEmpty();
          commandsOf(() -> {});
          return rest;
        });
  }

  @Test
  void readingAPageOrAMessageIsTwoCommands() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    MessageId last = send(room, ann, "first");
    history.single(bob, last);

    assertThat(commandsOf(() -> history.page(bob, room, HistoryPosition.NEWEST, 50)))
        .containsExactly("find messages", "find conversations");
    assertThat(commandsOf(() -> history.single(bob, last)))
        .containsExactly("find messages", "find conversations");
  }

  @Test
  void theStatusOfAMessageIsFiveCommands() {
    UserId ann = user();
    UserId bob = user();
    MessageId last = send(group(ann, bob), ann, "first");
    delivered(last);
    markRead.mark(bob, last, false);
    statuses.seenBy(ann, last);

    assertThat(
            commandsOf(() -> {
              Seen seen = statuses.seenBy(ann, last);
              statuses.recipients(seen, PageRequest.of(50, null));
              assertThat(statuses.reads(seen, List.of(bob)).times()).containsOnlyKeys(bob);
            }))
        .containsExactly(
            "find conversations",
            "find messages",
            "find deliveries",
            "find receipts",
            "find users");
  }

  @Test
  void searchingAConversationIsThreeCommands() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    send(room, ann, "a rare word");
    Filter filter = new Filter(SearchQuery.of("rare"), null, null, null, null, null);
    search.search(bob, room, filter, PageRequest.of(50, null));

    assertThat(
            commandsOf(() ->
                assertThat(search.search(bob, room, filter, PageRequest.of(50, null)).items())
                    .hasSize(1)))
        .containsExactly("find conversations", "find messages", "find conversations");
  }

  @Test
  void oneConversationIsThreeCommandsAndTwoMoreForWhatIsUnread() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    MessageId first = send(room, ann, "first");
    browse.one(bob, room);
    markRead.mark(bob, first, true);

    assertThat(commandsOf(() -> browse.one(bob, room)))
        .containsExactly("find messages", "find conversations", "find memberships");
    send(room, ann, "second");
    assertThat(
            commandsOf(
                () -> assertThat(browse.one(bob, room).preview().unreadCount()).isEqualTo(1)))
        .hasSize(5);
  }

  @Test
  void listingIsAtMostFiveCommandsWhateverIsListed() {
    UserId ann = user();
    UserId bob = user();
    List<ConversationId> rooms = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ConversationId room = group(ann, bob);
      rooms.add(room);
      for (int j = 0; j < 5; j++) {
        send(room, ann, "to bob");
        send(room, bob, "to ann");
      }
      if (i % 3 == 0) {
        markRead.mark(bob, new MessageId(room, 3), false);
      }
    }
    PageRequest page = PageRequest.of(20, null);
    browse.mine(bob, null, null, PageRequest.of(rooms.size(), null)); // each is met once

    for (PageRequest one : List.of(page, PageRequest.of(1, null))) {
      assertThat(commandsOf(() -> browse.mine(bob, null, null, one))).hasSizeLessThanOrEqualTo(5);
    }
    rooms.forEach(room -> send(room, ann, "one more"));
    assertThat(
            commandsOf(() -> {
              List<Overview> shown = browse.mine(bob, null, null, page).items();
              assertThat(shown)
                  .hasSize(20)
                  .allSatisfy(one ->
                      assertThat(one.preview().unreadCount()).isEqualTo(6 - readOf(rooms, one)));
            }))
        .as("with something new in each")
        .hasSizeLessThanOrEqualTo(5);
  }

  private static long readOf(List<ConversationId> rooms, Overview one) {
    return rooms.indexOf(one.conversation().id()) % 3 == 0 ? 1 : 0;
  }

  /** The mark of how far was read is raised behind the answer. */
  @Test
  void markingIsTwoCommands() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    for (String words : List.of("first", "second", "third", "fourth", "fifth", "sixth")) {
      delivered(send(room, ann, words));
    }
    markRead.mark(bob, new MessageId(room, 2), true);

    for (long seq : List.of(3L, 5L, 4L)) {
      assertThat(commandsOf(() -> markRead.mark(bob, new MessageId(room, seq), false)))
          .as("seq %s", seq)
          .containsExactly("find conversations", "update receipts");
    }
    assertThat(commandsOf(() -> markRead.mark(bob, new MessageId(room, 6), true)))
        .containsExactly("find conversations", "update receipts");
    assertThat(commandsOf(() -> markRead.mark(bob, new MessageId(room, 6), true)))
        .as("once more")
        .containsExactly("find conversations");
  }

  /** Whoever has read it has it: that is recorded before the answer. */
  @Test
  void markingWhatStillWaitsIsAtMostTenCommands() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = group(ann, bob);
    delivered(send(room, ann, "first"));
    markRead.mark(bob, new MessageId(room, 1), false);
    MessageId second = send(room, ann, "second");

    assertThat(commandsOf(() -> markRead.mark(bob, second, false))).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void markingManyAsksTwiceWhetherAllMayBeKnown() {
    UserId ann = user();
    UserId bob = user();
    List<ConversationId> rooms = List.of(group(ann, bob), group(ann, bob), group(ann, bob));
    for (ConversationId room : rooms) {
      delivered(send(room, ann, "first"));
      markRead.mark(bob, new MessageId(room, 1), false);
      delivered(send(room, ann, "second"));
    }

    assertThat(
            commandsOf(() ->
                markManyRead.mark(
                    bob, rooms.stream().map(room -> new Watermark(room, 2)).toList())))
        .containsExactly(
            "find conversations",
            "update receipts",
            "update receipts",
            "update receipts",
            "find conversations");
  }

  /** Two a second are meant; the rest is room for connections that are made or tested. */
  @Test
  void anIdleNodeGivesRedisAtMostThreeCommandsASecond() throws InterruptedException {
    assumeThat(TestStores.redisUri()).as("one server sees all").hasScheme("redis");
    untilOthersRest();
    Duration watched = Duration.ofSeconds(12);
    AtomicInteger commands = new AtomicInteger();
    try (Jedis watching = new Jedis(TestStores.redisUri())) {
      Thread watcher =
          Thread.ofVirtual().start(() -> watching.monitor(new CommandsOfClients(commands)));
      watcher.join(watched);
    }

    assertThat(commands).hasValueBetween(1, Math.toIntExact(3 * watched.toSeconds()));
  }

  /** Counts what clients send, without what their scripts do. */
  private static final class CommandsOfClients extends JedisMonitor {
    private final AtomicInteger counted;

    CommandsOfClients(AtomicInteger counted) {
      this.counted = counted;
    }

    @Override
    public void onCommand(String command) {
      if (!command.contains(" lua]")) {
        counted.incrementAndGet();
      }
    }
  }
}
