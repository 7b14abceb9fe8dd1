package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencerIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final OpenHouse conversations = new OpenHouse();
  private MessageLog log;

  @BeforeEach
  void open() {
    log = TestLogs.log(database);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Sequencer node() {
    return new Sequencer(
        log,
        conversations,
        new LogEnds(TestLogs.ends(database)),
        Unasked.authors(),
        new KnownMessages(),
        Clock.systemUTC());
  }

  @Test
  void countsFromOneWithoutHoleOnTwoNodesWithSixteenThreadsEach() throws Exception {
    List<Sequencer> nodes = List.of(node(), node());
    int threads = 16;
    int each = 25;
    List<Future<List<Placed>>> senders = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 2 * threads; thread++) {
        Sequencer node = nodes.get(thread % 2);
        UserId sender = new UserId("user" + thread);
        senders.add(
            pool.submit(() ->
                IntStream.range(0, each)
                    .mapToObj(i -> node.append(Drafts.text(sender, sender + "-" + i)))
                    .toList()));
      }
    }
    List<Placed> answers = new ArrayList<>();
    for (Future<List<Placed>> sender : senders) {
      List<Placed> own = sender.get();
      assertThat(own)
          .extracting(placed -> placed.message().seq())
          .as("one sender's messages keep their order")
          .isSorted();
      answers.addAll(own);
    }

    int total = 2 * threads * each;
    List<Message> stored = log.range(ROOM, 1, total + 10);
    assertThat(stored)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
    assertThat(stored).extracting(Message::key).doesNotHaveDuplicates();
    assertThat(answers).noneMatch(Placed::replayed);
    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(stored.get((int) answer.message().seq() - 1).key())
                .isEqualTo(answer.message().key()));
    assertThat(log.tail(ROOM, 0).seq()).isEqualTo(total);
  }

  @Test
  void storesFiftyParallelIdenticalSendsOnceAcrossNodes() throws Exception {
    List<Sequencer> nodes = List.of(node(), node());
    List<Future<Placed>> sends = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Sequencer node = nodes.get(i % 2);
        sends.add(pool.submit(() -> node.append(Drafts.text(ANN, "same"))));
      }
    }
    var places = new HashSet<Long>();
    int first = 0;
    for (Future<Placed> send : sends) {
      places.add(send.get().message().seq());
      first += send.get().replayed() ? 0 : 1;
    }

    assertThat(places).containsExactly(1L);
    assertThat(first).as("answers that claim to be the first").isEqualTo(1);
    assertThat(log.tail(ROOM, 0).seq()).isEqualTo(1);
  }

  @Test
  void answersRepetitionWithTheFirstResultAndGoesOnWithoutHole() {
    Sequencer node = node();
    node.append(Drafts.text(ANN, "a"));
    node.append(Drafts.text(BOB, "a"));

    Placed repeated = node().append(Drafts.text(ANN, "a"));

    assertThat(repeated.replayed()).isTrue();
    assertThat(repeated.message().seq()).isEqualTo(1);
    assertThat(node.append(Drafts.text(ANN, "b")).message().seq()).isEqualTo(3);
  }

  @Test
  void findsWhatManyAuthorsSentUnderTheirKeys() {
    Sequencer node = node();
    List<Draft> drafts =
        IntStream.range(0, 20)
            .mapToObj(i -> Drafts.text(new UserId("user" + i / 2), "key" + i % 2))
            .toList();
    drafts.forEach(node::append);

    var found = log.findByKeys(ROOM, drafts.stream().map(Draft::authorKey).toList());

    assertThat(found).hasSize(20);
    assertThat(found).allSatisfy((key, message) -> assertThat(message.authorKey()).isEqualTo(key));
    assertThat(log.findByKeys(ROOM, List.of())).isEmpty();
  }

  @Test
  void refusesWhoMayNotWriteAndStillPlacesTheOthers() {
    conversations.putOut.add(BOB);
    Sequencer node = node();

    assertThatThrownBy(() -> node.append(Drafts.text(BOB, "x")))
        .isInstanceOf(DomainException.class);
    assertThat(node.append(Drafts.text(ANN, "y")).message().seq()).isEqualTo(1);
  }

  @Test
  void appendsSystemMessagesOncePerKey() {
    node().append(Drafts.text(ANN, "a"));
    node().append(Drafts.system("join"));
    Placed again = node().append(Drafts.system("join"));
    Placed text = node().append(Drafts.text(ANN, "b"));

    assertThat(again.replayed()).isTrue();
    assertThat(text.message().seq()).isEqualTo(3);
  }
}
