package com.paidhr.messenger.bench;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.mongo.MongoDeliveryRecords;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Addition;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.messaging.mongo.StoredMessages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a conversation that exists up to a number of messages, by bulks written with the modules'
 * own mapping: delivered messages of its members in turn, their deliveries, and the receipts of one
 * reader who reads in bursts of 50.
 */
final class Fixture {
  private static final int BULK = 1_000;
  private static final long BURST = 50;

  private final StoredMessages messages;
  private final MongoDeliveryRecords deliveries;
  private final IdGenerator ids = new IdGenerator();
  private final Texts texts = new Texts(7);

  Fixture(MongoDatabase database) {
    messages = new StoredMessages(database);
    deliveries = new MongoDeliveryRecords(database, DeliverySettings.STANDARD);
  }

  /**
   * @param last how many messages the conversation has afterwards
   */
  void fill(ConversationId conversation, List<UserId> members, long last) {
    long first = messages.lastSeq(conversation) + 1;
    Tail tail = new Tail(first - 1);
    Instant begin = Instant.now().minusSeconds(last + 3_600);
    for (long seq = first; seq <= last; ) {
      List<Message> bulk = new ArrayList<>();
      for (; bulk.size() < BULK && seq <= last; seq++) {
        UserId sender = members.get((int) (seq % members.size()));
        Message message = draft(conversation, sender).at(tail, begin.plusSeconds(seq));
        tail = Tail.after(message);
        bulk.add(message);
      }
      messages.insert(bulk, members.size() - 1L);
      deliveries.begin(bulk.stream().map(message -> delivered(message, members)).toList());
    }
    messages.noteEnd(conversation, last);
  }

  private Draft draft(ConversationId conversation, UserId sender) {
    return new Draft(
        conversation,
        sender,
        ids.next(),
        "fingerprint-of-27-letters-x",
        MessageKind.TEXT,
        texts.next(),
        List.of(),
        null,
        null,
        Mentions.NONE,
        null);
  }

  private static FirstPass delivered(Message message, List<UserId> members) {
    List<UserId> recipients =
        members.stream().filter(member -> !member.equals(message.sender())).toList();
    return new FirstPass(
        message.id(),
        message.sender(),
        message.createdAt(),
        message.createdAt().plusMillis(20),
        "bench",
        recipients,
        List.of());
  }

  /** The reader has read everything up to {@code last}. */
  void read(ConversationId conversation, UserId user, long last) {
    ReceiptStore receipts = messages.receipts();
    var reader = new Reader(conversation, user);
    List<Addition> additions = new ArrayList<>();
    for (long bucket = 0; bucket <= ReadBucket.indexOf(last); bucket++) {
      List<ReadRange> ranges = new ArrayList<>();
      long end = Math.min(last, (bucket + 1) * ReadBucket.SIZE - 1);
      for (long from = Math.max(1, bucket * ReadBucket.SIZE); from <= end; from += BURST) {
        ranges.add(new ReadRange(from, Math.min(end, from + BURST - 1), Instant.now()));
      }
      additions.add(new Addition(ReadBucket.empty(bucket), ranges));
    }
    if (!receipts.add(reader, additions)) {
      throw new IllegalStateException("Receipts of a new reader were refused");
    }
    receipts.raiseReadThrough(Map.of(reader, last));
  }
}
