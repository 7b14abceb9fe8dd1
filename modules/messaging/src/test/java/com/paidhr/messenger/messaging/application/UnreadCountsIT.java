package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Unread messages of a log so long that most of it is counted in blocks. */
class UnreadCountsIT {
  private static final int MESSAGES = 10_000;

  private final AtomicLong idsAsked = new AtomicLong();
  private final MongoClient client =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(TestStores.mongoUri()))
              .addCommandListener(
                  new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                      if (event.getCommandName().equals("find")) {
                        idsAsked.addAndGet(
                            event
                                .getCommand()
                                .getDocument("filter")
                                .getDocument("_id")
                                .getArray("$in")
                                .size());
                      }
                    }
                  })
              .build());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Random random = new Random(5);
  private final List<Message> log = new ArrayList<>();
  private final Node node = new Node(database, Clock.systemUTC(), new Node.Heard());

  @BeforeEach
  void fill() {
    Tail tail = Tail.EMPTY;
    for (int i = 0; i < MESSAGES; i++) {
      var draft =
          switch (random.nextInt(10)) {
            case 0 -> Drafts.system("s" + i);
            case 1, 2 -> Drafts.text(BOB, "b" + i);
            default -> Drafts.text(ANN, "a" + i);
          };
      Message message = draft.at(tail, Instant.EPOCH);
      log.add(message);
      tail = Tail.after(message);
    }
    for (int i = 0; i < MESSAGES; i += 500) {
      node.log.insert(log.subList(i, i + 500));
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private long unread(UserId user, long since, long last) {
    Visibility visibility =
        new Visibility(ROOM, user, Visibility.Rule.GROUP_MEMBER, since, Visibility.OPEN, since);
    return node.unread.of(List.of(visibility), Map.of(ROOM, last)).getOrDefault(ROOM, -1L);
  }

  private long counted(UserId user, long since, long last) {
    return log.stream()
        .filter(message -> since <= message.seq() && message.seq() <= last)
        .filter(message -> message.system() == null && !message.sender().equals(user))
        .count();
  }

  @Test
  void areExactWhereverTheyBeginAndEnd() {
    for (int i = 0; i < 60; i++) {
      long since = 1 + random.nextInt(MESSAGES);
      long last = since + random.nextInt((int) (MESSAGES - since + 1));
      UserId user = random.nextBoolean() ? ANN : BOB;
      assertThat(unread(user, since, last))
          .as("%s from %s to %s", user, since, last)
          .isEqualTo(counted(user, since, last));
    }
  }

  @Test
  void leaveOutWhatIsReadInBetween() {
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1));
    long expected = counted(BOB, 1, MESSAGES);
    for (long seq : List.of(1L, 256L, 257L, 4_097L, 6_000L, 9_999L)) {
      node.markRead.mark(BOB, new MessageId(ROOM, seq), false);
      expected -= counted(BOB, seq, seq);
    }

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(expected);
  }

  /** Messages at the end, blocks, and buckets of receipts that may cover something. */
  @Test
  void areNotCountedMessageByMessageTwice() {
    unread(ANN, 1, MESSAGES);
    idsAsked.set(0);

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(counted(BOB, 1, MESSAGES));

    assertThat(idsAsked).hasValueLessThan(256 + 3 * 16 + 20);
  }
}
