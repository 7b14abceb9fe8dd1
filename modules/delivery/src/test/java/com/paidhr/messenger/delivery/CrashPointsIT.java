package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.application.Sent;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import com.paidhr.messenger.testsupport.StoreFaults;
import com.paidhr.messenger.testsupport.TcpProxy;
import com.paidhr.messenger.testsupport.TestStores;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.UnifiedJedis;

/**
 * Stops a node at each command that it sends to the document store, one after the other, until what
 * it does goes through; then the container's node goes on. Conversations, files, messages and
 * delivery are the real ones.
 */
@ExtendWith(ArquillianExtension.class)
class CrashPointsIT {
  private static final int STORE = URI.create(TestStores.mongoUri()).getPort();
  private static final Map<String, String> SETTINGS =
      Map.of("delivery.redrive-after", "PT0.1S", "delivery.redrive-every", "PT0.1S");

  private static int names;

  @Inject BeanManager beans;
  @Inject UnifiedJedis redis;
  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject UploadFile upload;
  @Inject ReadFile files;
  @Inject SendMessage sendMessage;
  @Inject ChangeMessage change;
  @Inject ReadHistory history;
  @Inject Messages messages;
  @Inject MongoDatabase database;

  private UserId ann = new UserId("nobody");
  private UserId bob = new UserId("nobody");

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

  private void begin() {
    redis.flushAll();
    names++;
    ann = user("ann" + names);
    bob = user("bob" + names);
  }

  private UserId user(String name) {
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  private ConversationId room() {
    return conversations
        .start(
            ann,
            new NewConversation(
                ConversationType.GROUP, "Room", null, List.of(bob), null, null, null))
        .conversation()
        .id();
  }

  private MediaId file(UserId owner) {
    return upload
        .upload(
            owner,
            new IncomingFile() {
              @Override
              public String name() {
                return "a.bin";
              }

              @Override
              public InputStream bytes() {
                return new ByteArrayInputStream(new byte[] {1, 2, 3});
              }

              @Override
              public void requireEnd() {
                // It ends with its bytes.
              }
            })
        .id();
  }

  private MessageId send(NewMessage message) {
    return sendMessage.send(message).message().id();
  }

  /**
   * What a point of a walk is about, in a conversation of its own.
   *
   * @param asked a question of Ann's
   * @param file what it carries
   * @param answer Bob's answer, not sent yet, with a file and a mention
   */
  private record Talk(MessageId asked, MediaId file, NewMessage answer) {
    ConversationId room() {
      return asked.conversation();
    }
  }

  private Talk talk() {
    ConversationId room = room();
    MediaId file = file(ann);
    MessageId asked = send(new NewMessage(room, ann, "what?", List.of(file), null, "q"));
    return new Talk(
        asked,
        file,
        new NewMessage(room, bob, "that, @ann" + names, List.of(file(bob)), asked, "a"));
  }

  /**
   * Stops a node at its first command, another at its second, and so on, until one gets through.
   */
  private List<Talk> walk(
      boolean lastIsCarriedOut, BiConsumer<OtherNode, Talk> deed, Consumer<Talk> afterwards) {
    List<Talk> points = new ArrayList<>();
    boolean isThrough = false;
    while (!isThrough) {
      Talk point = talk();
      isThrough =
          goesThrough(STORE, points.size(), lastIsCarriedOut, node -> deed.accept(node, point));
      points.add(point);
      afterwards.accept(point);
    }
    return points;
  }

  private boolean goesThrough(
      int store, int passing, boolean lastIsCarriedOut, Consumer<OtherNode> deed) {
    try (StoreFaults line = StoreFaults.to(store, 0);
        MongoClient client = line.connect()) {
      OtherNode node = new OtherNode(beans, client.getDatabase(database.getName()));
      line.stopAfter(passing, lastIsCarriedOut);
      Throwable failure = catchThrowable(() -> deed.accept(node));
      if (!line.hasStopped()) {
        assertThat(failure).isNull();
      }
      return !line.hasStopped();
    }
  }

  private List<MessageView> log(ConversationId room) {
    return history.page(ann, room, HistoryPosition.NEWEST, 100).items();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void leavesEachSendWholeOrAbsentWhenItsLastCommandIsNotCarriedOut() {
    leavesEachSendWholeOrAbsent(false);
  }

  @Test
  void leavesEachSendWholeOrAbsentWhenItsLastCommandIsNotAnswered() {
    leavesEachSendWholeOrAbsent(true);
  }

  private void leavesEachSendWholeOrAbsent(boolean lastIsCarriedOut) {
    begin();
    List<MessageId> answers = new ArrayList<>();

    List<Talk> points =
        walk(
            lastIsCarriedOut,
            (node, talk) -> node.get(SendMessage.class).send(talk.answer()),
            talk -> answers.add(answersOnce(talk)));

    assertThat(points).hasSizeBetween(15, 40);
    // Nobody published what a stopped node had stored, and nothing behind it.
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> areDelivered(answers));
    for (Talk talk : points) {
      send(new NewMessage(talk.room(), ann, "next", List.of(), null, null));
      assertThat(log(talk.room()))
          .extracting(MessageView::seq)
          .isEqualTo(upTo(talk.asked().seq() + 2));
    }
  }

  private MessageId answersOnce(Talk talk) {
    List<MessageView> before = log(talk.room());
    assertThat(before).hasSizeBetween(1, 2);

    Sent again = sendMessage.send(talk.answer());

    assertThat(again.replayed()).isEqualTo(before.size() == 2);
    MessageView answer = again.message();
    assertThat(log(talk.room()))
        .extracting(MessageView::id)
        .containsExactly(talk.asked(), answer.id());
    assertThat(answer.seq()).isEqualTo(talk.asked().seq() + 1);
    assertThat(answer.mentions()).containsExactly(ann);
    assertThat(excerpt(answer)).isEqualTo("what?");
    MediaId carried = talk.answer().attachments().getFirst();
    assertThat(answer.attachments()).extracting(AttachmentSummary::id).containsExactly(carried);
    StoredFile file = files.find(bob, carried);
    assertThat(file.references()).containsExactly(answer.id());
    assertThat(file.holds()).isEmpty();
    return answer.id();
  }

  private static @Nullable String excerpt(MessageView answer) {
    return Objects.requireNonNull(answer.replyPreview()).excerpt();
  }

  private void areDelivered(List<MessageId> answers) {
    assertThat(messages.findAll(answers).values())
        .hasSize(answers.size())
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(MessageStatus.DELIVERED);
          assertThat(answer.counts()).isEqualTo(new MessageCounts(1, 1, 0));
        });
  }

  @Test
  void finishesAnEditThatWasStopped() {
    begin();
    List<Talk> points =
        walk(
            true,
            (node, talk) -> edit(node.get(ChangeMessage.class), talk),
            talk -> {
              edit(change, talk);
              MessageView edited = history.single(ann, talk.asked());
              assertThat(edited.body()).isEqualTo("how?");
              assertThat(edited.version()).isEqualTo(2);
              assertThat(history.edits(ann, talk.asked(), new PageRequest(200, null)).items())
                  .hasSize(1);
              assertThat(excerpt(log(talk.room()).getLast())).isEqualTo("how?");
            });
    assertThat(points).hasSizeBetween(6, 20);
  }

  private void edit(ChangeMessage by, Talk talk) {
    send(talk.answer());
    by.edit(ann, talk.asked(), "how?", OptionalLong.empty());
  }

  @Test
  void finishesADeletionThatWasStopped() {
    begin();
    List<Talk> points =
        walk(
            true,
            (node, talk) -> delete(node.get(ChangeMessage.class), talk),
            talk -> {
              delete(change, talk);
              MessageView deleted = history.single(ann, talk.asked());
              assertThat(deleted.deletedAt()).isNotNull();
              assertThat(deleted.body()).isNull();
              assertThat(deleted.attachments()).isEmpty();
              assertThat(files.find(ann, talk.file()).references()).isEmpty();
              assertThat(excerpt(log(talk.room()).getLast())).isNull();
            });
    assertThat(points).hasSizeBetween(8, 20);
  }

  private void delete(ChangeMessage by, Talk talk) {
    send(talk.answer());
    by.delete(ann, false, talk.asked(), OptionalLong.empty());
  }

  /** Sends that wait together share an insert. */
  @Test
  void leavesEachOfABatchWholeOrAbsent() {
    begin();
    int commands = 0;
    boolean isThrough = false;
    try (TcpProxy line = TcpProxy.to(STORE)) {
      while (!isThrough) {
        ConversationId room = room();
        List<NewMessage> sends =
            IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new NewMessage(room, ann, "body", List.of(), null, "key" + i))
                .toList();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();

        isThrough =
            goesThrough(
                line.port(), commands, true, node -> sendTogether(node, line, sends, acknowledged));

        allOnce(sends, acknowledged);
        commands++;
      }
    }
    assertThat(commands).as("one by one they take 18").isBetween(6, 12);
  }

  /** The store does not answer until all wait; each of the sends ends somehow. */
  private static void sendTogether(
      OtherNode node, TcpProxy line, List<NewMessage> sends, Set<String> acknowledged) {
    SendMessage send = node.get(SendMessage.class);
    List<Thread> threads = new ArrayList<>();
    line.hold();
    for (NewMessage each : sends) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                var unused =
                    catchThrowable(() ->
                        acknowledged.add(
                            String.valueOf(send.send(each).message().clientMessageId())));
              }));
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count()
                == sends.size() - 1);
    line.heal();
    threads.forEach(thread -> assertThat(catchThrowable(thread::join)).isNull());
  }

  private void allOnce(List<NewMessage> sends, Set<String> acknowledged) {
    ConversationId room = sends.getFirst().conversation();
    List<@Nullable String> stored =
        log(room).stream().<@Nullable String>map(MessageView::clientMessageId).toList();
    assertThat(stored).containsAll(acknowledged);

    for (NewMessage each : sends.reversed()) {
      assertThat(sendMessage.send(each).replayed())
          .isEqualTo(stored.contains(each.clientMessageId()));
    }

    List<MessageView> log = log(room);
    assertThat(log).extracting(MessageView::seq).isEqualTo(upTo(sends.size()));
    assertThat(log).extracting(MessageView::clientMessageId).doesNotHaveDuplicates();
  }
}
