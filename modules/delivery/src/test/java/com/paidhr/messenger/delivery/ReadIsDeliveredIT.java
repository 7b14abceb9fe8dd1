package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.delivery.control.ProfileControl;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Addition;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.UnifiedJedis;

/**
 * Random sends, losses and reads: where everybody may hear of reads, whoever has read a message has
 * it, by their own state and in the message's counts. {@code -Dreads.seed=…} begins with the same
 * steps again; the seed is printed.
 */
@ExtendWith(ArquillianExtension.class)
class ReadIsDeliveredIT {
  private static final long SEED = Long.getLong("reads.seed", System.nanoTime());
  private static final int STEPS = 40;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "delivery.max-attempts", "2",
          "delivery.backoff-base", "PT0.01S",
          "delivery.backoff-cap", "PT0.02S");

  private final Random random = new Random(SEED);
  private final TreeMap<MessageId, UserId> senders = new TreeMap<>();
  private final Map<MessageId, Set<UserId>> readers = new HashMap<>();

  @Inject UnifiedJedis redis;
  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject SendMessage sendMessage;
  @Inject MarkRead markRead;
  @Inject ReceiptStore receipts;
  @Inject ProfileControl profiles;
  @Inject DeliveryRecords records;
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

  private UserId user(String name) {
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  private ConversationId group(List<UserId> members) {
    return conversations
        .start(
            members.getFirst(),
            new NewConversation(
                ConversationType.GROUP,
                "Room",
                null,
                members.subList(1, members.size()),
                null,
                null,
                null))
        .conversation()
        .id();
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void send(ConversationId room, UserId sender) {
    MessageId sent =
        sendMessage
            .send(new NewMessage(room, sender, "Random", List.of(), null, null))
            .message()
            .id();
    senders.put(sent, sender);
  }

  private void read(UserId reader, MessageId last, boolean upTo) {
    markRead.mark(reader, last, upTo);
    (upTo ? senders.headMap(last, true) : senders.subMap(last, true, last, true))
        .forEach((message, sender) -> {
          if (!sender.equals(reader)) {
            readers.computeIfAbsent(message, none -> new HashSet<>()).add(reader);
          }
        });
  }

  private void lose(UserId recipient, double loss) {
    profiles.set(
        recipient,
        NetworkScope.of(recipient),
        new NetworkProfile(null, null, loss, null, null, null, null, random.nextLong(), null));
  }

  private void anyStep(ConversationId room, List<UserId> members) {
    switch (random.nextInt(5)) {
      case 0, 1 -> send(room, anyOf(members));
      case 2, 3 ->
          read(anyOf(members), anyOf(List.copyOf(senders.keySet())), random.nextInt(4) == 0);
      default -> lose(anyOf(members.subList(0, 3)), anyOf(List.of(0.0, 0.3, 0.6, 1.0)));
    }
    assertThat(messages.findAll(senders.keySet()).values())
        .allMatch(message ->
            message.counts().delivered() + message.counts().failed()
                <= message.counts().recipients());
  }

  @Test
  void toEveryReaderOfARandomHistory() {
    System.getLogger("reads").log(System.Logger.Level.INFO, "-Dreads.seed=" + SEED);
    redis.flushAll();
    List<UserId> members = Stream.of("ann", "bob", "cyd", "far").map(this::user).toList();
    UserId far = members.getLast();
    lose(far, 1.0);
    ConversationId room = group(members);
    send(room, members.getFirst());

    for (int i = 0; i < STEPS; i++) {
      anyStep(room, members);
    }
    read(far, senders.firstKey(), false);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> senders.keySet().forEach(this::isSettledAsRead));
    assertThat(stateOf(senders.firstKey(), far).state()).isEqualTo(State.READ);
  }

  /** What a node leaves that stops when the receipts are stored. */
  private void readAndStop(UserId reader, MessageId first, MessageId last, Instant at) {
    ReadRange range = new ReadRange(first.seq(), last.seq(), at);
    assertThat(
            receipts.add(
                new Reader(first.conversation(), reader),
                List.of(new Addition(ReadBucket.empty(0), List.of(range)))))
        .isTrue();
  }

  private List<MessageId> givenUpFor(UserId recipient, UserId sender, int count) {
    lose(recipient, 1.0);
    ConversationId room = group(List.of(sender, recipient));
    senders.clear();
    for (int i = 0; i < count; i++) {
      send(room, sender);
    }
    List<MessageId> sent = List.copyOf(senders.keySet());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(messages.findAll(sent).values())
                .hasSize(count)
                .allMatch(message -> message.status() == MessageStatus.FAILED));
    return sent;
  }

  @Test
  void whenAMarkThatWasCutOffIsRepeated() {
    UserId reader = user("cut");
    MessageId sent = givenUpFor(reader, user("sender"), 1).getFirst();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    readAndStop(reader, sent, sent, at);

    assertThat(markRead.mark(reader, sent, false)).contains(at);

    assertThat(stateOf(sent, reader).state()).isEqualTo(State.READ);
    assertThat(stateOf(sent, reader).at()).isEqualTo(at);
    assertThat(messages.find(sent).orElseThrow().status()).isEqualTo(MessageStatus.DELIVERED);
  }

  /** The next mark moves the reader's mark on, so a repetition would not look at them again. */
  @Test
  void whenAnotherMarkPassesOneThatWasCutOff() {
    UserId reader = user("passed");
    List<MessageId> sent = givenUpFor(reader, user("writer"), 4);
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    readAndStop(reader, sent.getFirst(), sent.get(1), at);

    markRead.mark(reader, sent.get(2), false);

    for (MessageId cutOff : sent.subList(0, 2)) {
      assertThat(stateOf(cutOff, reader).state()).isEqualTo(State.READ);
      assertThat(stateOf(cutOff, reader).at()).isEqualTo(at);
    }
    assertThat(stateOf(sent.getLast(), reader).state()).isEqualTo(State.FAILED);
  }

  /** Each reading changes the status of the message, within a second at most twice told. */
  @Test
  void andItsSenderIsToldOnceASecond() {
    UserId sender = user("paced");
    List<UserId> members = IntStream.range(0, 8).mapToObj(i -> user("pace" + i)).toList();
    members.forEach(member -> lose(member, 1.0));
    ConversationId room = group(Stream.concat(Stream.of(sender), members.stream()).toList());
    senders.clear();
    send(room, sender);
    MessageId sent = senders.firstKey();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> messages.find(sent).orElseThrow().counts().failed() == members.size());
    InboxCursor before = head(sender);
    long begun = System.nanoTime();

    members.subList(1, members.size()).forEach(member -> markRead.mark(member, sent, false));
    InboxCursor beforeLast = head(sender);
    markRead.mark(members.getFirst(), sent, false);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> statuses(sender, beforeLast) > 0 && changes.untold(100).isEmpty());
    assertThat(messages.find(sent).orElseThrow().status()).isEqualTo(MessageStatus.DELIVERED);
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(statuses(sender, before)).isLessThanOrEqualTo(seconds + 2);
  }

  private InboxCursor head(UserId user) {
    return ((Answer.Entries) Objects.requireNonNull(inboxes.open(List.of(user)).get(user))).next();
  }

  private long statuses(UserId user, InboxCursor behind) {
    Answer answer = Objects.requireNonNull(inboxes.read(Map.of(user, behind), 1_000).get(user));
    return ((Answer.Entries) answer)
        .entries().stream().filter(entry -> entry.type() == InboxEntry.Type.STATUS).count();
  }

  private RecipientStatus stateOf(MessageId message, UserId user) {
    return records.find(message).orElseThrow().recipients().stream()
        .filter(status -> status.recipient().equals(user))
        .findFirst()
        .orElseThrow();
  }

  private void isSettledAsRead(MessageId id) {
    Optional<DeliveryRecord> found = records.find(id);
    assertThat(found).isPresent();
    DeliveryRecord record = found.get();
    assertThat(record.recipients())
        .as("%s, seed %s", id, SEED)
        .hasSize(3)
        .noneMatch(status -> status.state() == State.WAITING)
        .filteredOn(status -> readers.getOrDefault(id, Set.of()).contains(status.recipient()))
        .allMatch(RecipientStatus::isDelivered);
    long delivered = record.recipients().stream().filter(RecipientStatus::isDelivered).count();
    MessageSummary message = messages.find(id).orElseThrow();
    assertThat(message.counts().recipients()).isEqualTo(3);
    assertThat(message.counts().delivered()).isEqualTo((int) delivered);
    assertThat(message.counts().failed()).isEqualTo(3 - (int) delivered);
    assertThat(message.status())
        .isEqualTo(delivered == 3 ? MessageStatus.DELIVERED : MessageStatus.FAILED);
  }
}
