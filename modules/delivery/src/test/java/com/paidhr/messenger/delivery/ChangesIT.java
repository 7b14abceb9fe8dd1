package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.application.BrowseMembers;
import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.conversations.application.ExitConversation;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.MarkMessage;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;

/**
 * Every change reaches the inboxes of those who may see it, also when the node that made it ended
 * before it told anybody: {@link OtherNode} stores and announces nothing. {@code -Dchanges.seed=…}
 * makes the same random changes again; the seed is printed.
 */
@ExtendWith(ArquillianExtension.class)
class ChangesIT {
  private static final long SEED = Long.getLong("changes.seed", System.nanoTime());
  private static final int STEPS = 80;
  private static final Map<String, String> SETTINGS =
      Map.of("delivery.retell-every", "PT0.2S", "delivery.gather-reads", "PT0.05S");

  private static int names;

  private final Random random = new Random(SEED);
  private final Map<UserId, InboxCursor> cursors = new HashMap<>();
  private final Map<UserId, List<InboxEntry>> told = new HashMap<>();

  @Inject BeanManager beans;
  @Inject MongoDatabase database;
  @Inject UnifiedJedis redis;
  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject EnterConversation enter;
  @Inject ExitConversation exit;
  @Inject BrowseMembers members;
  @Inject SendMessage sendMessage;
  @Inject ChangeMessage change;
  @Inject MarkMessage mark;
  @Inject MarkRead markRead;
  @Inject Messages messages;
  @Inject MessageChanges changes;
  @Inject InboxReader inboxes;

  @Deployment
  static JavaArchive slice() {
    SETTINGS.forEach(System::setProperty);
    return ModuleArchive.of("identity", "conversations", "media", "messaging", "delivery")
        .addClass(MetricsFixture.class);
  }

  @AfterAll
  static void forgetSettings() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  private UserId user() {
    String name = "user" + ++names;
    UserId user =
        users
            .register(
                new RegisterUser.NewUser(
                    name, name + "@example.org", name, "password-of-" + name, Set.of()))
            .id();
    Answer opened = Objects.requireNonNull(inboxes.open(List.of(user)).get(user));
    cursors.put(user, ((Answer.Entries) opened).next());
    told.put(user, new ArrayList<>());
    return user;
  }

  private ConversationId room(ReceiptsMode receipts, UserId owner, UserId... others) {
    return conversations
        .start(
            owner,
            new NewConversation(
                ConversationType.GROUP, "Room", null, List.of(others), null, null, receipts))
        .conversation()
        .id();
  }

  private MessageId send(ConversationId room, UserId sender) {
    return sendMessage
        .send(new NewMessage(room, sender, "hello", List.of(), null, null))
        .message()
        .id();
  }

  /** Reads on in an inbox. */
  private List<InboxEntry> inbox(UserId user) {
    InboxCursor cursor = Objects.requireNonNull(cursors.get(user));
    Answer answer = Objects.requireNonNull(inboxes.read(Map.of(user, cursor), 1_000).get(user));
    List<InboxEntry> own = Objects.requireNonNull(told.get(user));
    if (answer instanceof Answer.Entries entries) {
      own.addAll(entries.entries());
      cursors.put(user, entries.next());
    } else if (answer instanceof Answer.Gap gap) {
      cursors.put(user, gap.head());
    }
    return own;
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  private void tells(UserId user, Type type, MessageId message) {
    eventually(() ->
        assertThat(inbox(user))
            .anyMatch(entry ->
                entry.type() == type
                    && entry.conversation().equals(message.conversation())
                    && entry.seq() == message.seq()));
  }

  private void tells(UserId user, Type type, ConversationId room, UserId who) {
    eventually(() ->
        assertThat(inbox(user))
            .anyMatch(entry ->
                entry.type() == type
                    && entry.conversation().equals(room)
                    && who.equals(entry.who())));
  }

  private void tellsReading(UserId user, ConversationId room, UserId reader) {
    eventually(() ->
        assertThat(inbox(user))
            .anyMatch(entry ->
                entry.type() == Type.READ
                    && entry.conversation().equals(room)
                    && entry.readings().stream().anyMatch(one -> one.who().equals(reader))));
  }

  private OtherNode stopping() {
    return new OtherNode(beans, database);
  }

  @Test
  void tellsMembersOfChangesOfMessages() {
    UserId ann = user();
    UserId bob = user();
    MessageId id = send(room(ReceiptsMode.FULL, ann, bob), ann);

    change.edit(ann, id, "better", OptionalLong.empty());
    mark.react(bob, id, "👍");
    mark.pin(ann, id, true);
    change.delete(ann, false, id, OptionalLong.empty());

    for (UserId member : List.of(ann, bob)) {
      tells(member, Type.MESSAGE, id);
      tells(member, Type.DELETED, id);
    }
    eventually(() -> assertThat(changes.untold(100)).isEmpty());
    tells(ann, Type.STATUS, id);
    assertThat(inbox(bob)).noneMatch(entry -> entry.type() == Type.STATUS);
  }

  @Test
  void tellsWhatANodeChangedThatEndedBeforeItToldAnybody() {
    UserId ann = user();
    UserId bob = user();
    ConversationId room = room(ReceiptsMode.FULL, ann, bob);
    MessageId id = send(room, ann);
    tells(bob, Type.MESSAGE, id);
    OtherNode ends = stopping();

    ends.get(ChangeMessage.class).edit(ann, id, "better", OptionalLong.empty());
    tells(bob, Type.EDITED, id);
    ends.get(MarkMessage.class).react(bob, id, "👍");
    tells(ann, Type.REACTION, id);
    ends.get(MarkMessage.class).pin(ann, id, true);
    tells(bob, Type.PINNED, id);
    ends.get(MarkRead.class).mark(bob, id, true);
    tellsReading(ann, room, bob);
    tellsReading(bob, room, bob);
    ends.get(ChangeMessage.class).delete(ann, false, id, OptionalLong.empty());
    tells(bob, Type.DELETED, id);
    eventually(() -> assertThat(changes.untold(100)).isEmpty());
    eventually(() -> assertThat(changes.untoldReads(100)).isEmpty());
  }

  @Test
  void tellsWhatWasPendingWhenRedisLostItsData() {
    UserId ann = user();
    UserId bob = user();
    MessageId id = send(room(ReceiptsMode.FULL, ann, bob), ann);
    tells(bob, Type.MESSAGE, id);

    stopping().get(ChangeMessage.class).edit(ann, id, "better", OptionalLong.empty());
    redis.flushAll();
    change.edit(ann, id, "best", OptionalLong.empty());

    eventually(() ->
        assertThat(stored(bob))
            .anyMatch(entry -> entry.type() == Type.EDITED && entry.seq() == id.seq()));
  }

  /** Everything that lies in an inbox now. */
  private List<InboxEntry> stored(UserId user) {
    return redis.xrange(RedisKeys.inbox(user), (StreamEntryID) null, (StreamEntryID) null).stream()
        .flatMap(entry -> InboxEntry.of(entry.getID().toString(), entry.getFields()).stream())
        .toList();
  }

  @Test
  void namesReadersWhereTheConversationAllowsIt() {
    UserId ann = user();
    UserId bob = user();
    UserId cy = user();
    ConversationId open = room(ReceiptsMode.FULL, ann, bob, cy);
    ConversationId silent = room(ReceiptsMode.COUNTS, ann, bob, cy);

    markRead.mark(bob, send(silent, ann), true);
    tellsReading(bob, silent, bob);
    markRead.mark(bob, send(open, ann), true);
    tellsReading(ann, open, bob);
    tellsReading(cy, open, bob);

    eventually(() -> assertThat(reads(ann, silent)).extracting(InboxEntry::version).contains(1L));
    assertThat(reads(ann, silent)).allMatch(entry -> entry.readings().isEmpty());
    assertThat(reads(cy, silent)).isEmpty();
  }

  private List<InboxEntry> reads(UserId user, ConversationId room) {
    return inbox(user).stream()
        .filter(entry -> entry.type() == Type.READ && entry.conversation().equals(room))
        .toList();
  }

  @Test
  void tellsOfNewConversationsAndOfOnesOwnEnd() {
    UserId ann = user();
    UserId bob = user();
    UserId cy = user();
    ConversationId room = room(ReceiptsMode.FULL, ann, bob);
    eventually(() ->
        assertThat(inbox(bob))
            .anyMatch(e -> e.type() == Type.CREATED && e.conversation().equals(room)));

    enter.add(ann, room, cy, MemberRole.MEMBER);
    eventually(() ->
        assertThat(inbox(cy))
            .anyMatch(e -> e.type() == Type.CREATED && e.conversation().equals(room)));
    exit.remove(ann, room, cy);
    tells(cy, Type.LEFT, room, cy);
    assertThat(inbox(bob)).noneMatch(entry -> entry.type() == Type.LEFT);
    members.configure(bob, room, true, null);
    tells(bob, Type.CONVERSATION, room, bob);
  }

  @Test
  void showsTheStateToOneWhoFollowsTheEntries() {
    System.out.println("-Dchanges.seed=" + SEED);
    List<UserId> all = List.of(user(), user(), user());
    ConversationId room = room(ReceiptsMode.FULL, all.get(0), all.get(1), all.get(2));
    List<MessageId> sent = new ArrayList<>(List.of(send(room, all.getFirst())));
    for (int step = 0; step < STEPS; step++) {
      step(room, all, sent);
    }

    for (UserId member : all) {
      Map<MessageId, MessageView> folded = new HashMap<>();
      int[] next = {0};
      eventually(() -> {
        List<InboxEntry> entries = inbox(member);
        for (; next[0] < entries.size(); next[0]++) {
          fold(folded, member, entries.get(next[0]));
        }
        for (MessageId id : sent) {
          MessageView truth = messages.viewFor(member, id).orElseThrow();
          assertThat(shown(folded.get(id), member))
              .as("%s to %s", id, member)
              .isEqualTo(shown(truth, member));
        }
      });
    }
  }

  private void step(ConversationId room, List<UserId> all, List<MessageId> sent) {
    UserId by = all.get(random.nextInt(all.size()));
    MessageId id = sent.get(random.nextInt(sent.size()));
    UserId author = messages.find(id).orElseThrow().sender();
    boolean ends = random.nextInt(4) == 0;
    ChangeMessage changing = ends ? stopping().get(ChangeMessage.class) : change;
    MarkMessage marking = ends ? stopping().get(MarkMessage.class) : mark;
    try {
      switch (random.nextInt(7)) {
        case 0, 1 -> sent.add(send(room, by));
        case 2 -> changing.edit(author, id, "edit " + random.nextInt(), OptionalLong.empty());
        case 3 -> marking.react(by, id, "👍");
        case 4 -> marking.unreact(by, id, "👍");
        case 5 -> marking.pin(by, id, random.nextBoolean());
        default -> {
          if (random.nextInt(4) == 0) {
            changing.delete(author, false, id, OptionalLong.empty());
          }
        }
      }
    } catch (DomainException refused) {
      assertThat(refused.type().status()).isEqualTo(409); // it is deleted
    }
  }

  private void fold(Map<MessageId, MessageView> state, UserId member, InboxEntry entry) {
    switch (entry.type()) {
      case MESSAGE, GAP, EDITED, DELETED, REACTION, PINNED, STATUS -> {
        for (long seq = entry.seq(); seq <= entry.upTo(); seq++) {
          MessageId id = new MessageId(entry.conversation(), seq);
          state.put(id, messages.viewFor(member, id).orElseThrow());
        }
      }
      default -> {
        // Not about a message.
      }
    }
  }

  /** What every member is told of; the status is told to the sender only. */
  private static List<Object> shown(@Nullable MessageView view, UserId member) {
    return view == null
        ? List.of()
        : List.of(
            String.valueOf(view.body()),
            String.valueOf(view.deletedAt()),
            String.valueOf(view.pinnedAt()),
            view.reactions(),
            view.senderId().equals(member) ? view.status() : "");
  }
}
