package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.testsupport.NotedAudit;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation of more than two pages. */
class ExportConversationIT {
  private static final long MESSAGES = 450;

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Node node = new Node(database, Node.CLOCK, new Node.Heard());
  private final ExportConversation export = new ExportConversation(node.history, new NotedAudit());
  private final List<Long> taken = new ArrayList<>();

  @BeforeEach
  void write() {
    List<Message> messages =
        LongStream.rangeClosed(1, MESSAGES)
            .mapToObj(
                seq -> Drafts.text(ANN, "k" + seq).at(new Tail(seq - 1), Node.CLOCK.instant()))
            .toList();
    assertThat(node.log.insert(messages)).isEqualTo((int) MESSAGES);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void export(Runnable afterFirstPage) {
    Page<MessageView> first = export.begin(BOB, ROOM);
    export.<RuntimeException>export(
        BOB,
        ROOM,
        first,
        page -> {
          page.forEach(message -> taken.add(message.seq()));
          if (page.equals(first.items())) {
            afterFirstPage.run();
          }
        });
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void handsOutAllInTheirOrder() {
    export(() -> {});

    assertThat(taken).isEqualTo(range(1, MESSAGES));
  }

  @Test
  void beginsWhereTheReaderJoined() {
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 30, Visibility.OPEN, 30));

    export(() -> {});

    assertThat(taken).isEqualTo(range(30, MESSAGES));
  }

  @Test
  void stopsWhereTheReaderIsPutOut() {
    assertThatThrownBy(() -> export(() -> node.conversations.putOut.add(BOB)))
        .isInstanceOf(DomainException.class);

    assertThat(taken).isEqualTo(range(1, 200));
  }
}
