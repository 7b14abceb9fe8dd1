package com.paidhr.messenger.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Addition;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.mongo.StoredMessages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/**
 * How many bytes a read receipt takes: our ranges, as several ways of reading leave them behind,
 * beside one document per pair of message and reader.
 */
final class ReceiptBytes implements Bench.Measurement {
  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

  private final ConversationId conversation = new ConversationId(new IdGenerator().next());
  private int members;
  private int messages;

  /** What a way of storing took. */
  private record Size(long documents, long bson, long file) {}

  /** Writes the receipts of all members into an empty database. */
  private interface Writing {
    void write(MongoDatabase database);
  }

  @Override
  public void run(Options options) throws Exception {
    members = options.number("members", 100);
    messages = options.number("receipt-messages", 10_000);
    Map<String, Writing> ways = new java.util.LinkedHashMap<>();
    ways.put("a document per pair: _id, messageId, userId, at", this::pairs);
    ways.put("a document per pair: _id \"message:user\", at", this::densePairs);
    ways.put("ours, each message singly as it arrives", ranges(this::singly));
    ways.put("ours, each message singly in random order (worst)", ranges(this::randomly));
    ways.put("ours, up to the newest in bursts of 5 on average", ranges(bursts(5)));
    ways.put("ours, up to the newest in bursts of 20 on average", ranges(bursts(20)));
    ways.put("ours, up to the newest in bursts of 100 on average", ranges(bursts(100)));
    double receipts = (double) members * messages;
    System.out.printf(
        Locale.ROOT,
        "%d members, %d messages: %.0f receipts. BSON as stored, without indexes; file of the embedded store.%n%n",
        members,
        messages,
        receipts);
    var table =
        new Table(
            "way",
            "documents",
            "BSON bytes per receipt",
            "file bytes per receipt",
            "pairs : this (BSON)");
    double pairs = 0;
    for (Map.Entry<String, Writing> way : ways.entrySet()) {
      Size size = measure(way.getValue());
      pairs = pairs == 0 ? size.bson : pairs;
      table.row(
          way.getKey(),
          String.valueOf(size.documents),
          String.format(Locale.ROOT, "%.2f", size.bson / receipts),
          String.format(Locale.ROOT, "%.2f", size.file / receipts),
          String.format(Locale.ROOT, "%.1f", pairs / size.bson));
    }
    table.print();
  }

  private static Size measure(Writing writing) throws Exception {
    try (var folders = Folders.create()) {
      Path folder = folders.folder("documents");
      long documents = 0;
      long bson = 0;
      try (EmbeddedStore store = EmbeddedStore.open(folder);
          MongoClient client = MongoClients.create(store.connectionString())) {
        MongoDatabase database = client.getDatabase("bench");
        writing.write(database);
        for (RawBsonDocument document :
            database.getCollection("receipts", RawBsonDocument.class).find()) {
          documents++;
          bson += document.getByteBuffer().remaining();
        }
      }
      return new Size(documents, bson, Folders.size(folder));
    }
  }

  private void pairs(MongoDatabase database) {
    rows(
        database,
        (message, user) ->
            new Document("_id", new ObjectId())
                .append("messageId", message.value())
                .append("userId", user.value()));
  }

  private void densePairs(MongoDatabase database) {
    rows(database, (message, user) -> new Document("_id", message + ":" + user));
  }

  private void rows(MongoDatabase database, BiFunction<MessageId, UserId, Document> row) {
    var collection = database.getCollection("receipts");
    for (int member = 0; member < members; member++) {
      UserId user = new UserId(new IdGenerator().next());
      List<Document> rows =
          LongStream.rangeClosed(1, messages)
              .mapToObj(seq ->
                  row.apply(new MessageId(conversation, seq), user).append("at", new Date(seq)))
              .toList();
      collection.insertMany(rows, new InsertManyOptions().ordered(false));
    }
  }

  private Writing ranges(BiFunction<Integer, Random, List<ReadRange>> reading) {
    return database -> {
      ReceiptStore store = new StoredMessages(database).receipts();
      for (int member = 0; member < members; member++) {
        write(store, reading.apply(messages, new Random(member)));
      }
    };
  }

  /** The documents are those that one write per range leaves; only their version is lower. */
  private void write(ReceiptStore store, List<ReadRange> read) {
    Map<Long, List<ReadRange>> byBucket = new TreeMap<>();
    for (ReadRange range : read) {
      for (long i = ReadBucket.indexOf(range.from()); i <= ReadBucket.indexOf(range.to()); i++) {
        long from = Math.max(range.from(), i * ReadBucket.SIZE);
        long to = Math.min(range.to(), (i + 1) * ReadBucket.SIZE - 1);
        byBucket
            .computeIfAbsent(i, bucket -> new ArrayList<>())
            .add(new ReadRange(from, to, range.at()));
      }
    }
    var reader = new Reader(conversation, new UserId(new IdGenerator().next()));
    List<Addition> additions = new ArrayList<>();
    byBucket.forEach(
        (bucket, ranges) -> additions.add(new Addition(ReadBucket.empty(bucket), ranges)));
    if (!store.add(reader, additions)) {
      throw new IllegalStateException("Receipts of a new reader were refused");
    }
    store.raiseReadThrough(Map.of(reader, (long) messages));
  }

  private List<ReadRange> singly(int last, Random random) {
    return LongStream.rangeClosed(1, last).mapToObj(seq -> single(seq, seq)).toList();
  }

  private List<ReadRange> randomly(int last, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, last).boxed().toList());
    Collections.shuffle(order, random);
    return IntStream.range(0, last).mapToObj(i -> single(order.get(i), i)).toList();
  }

  private static ReadRange single(long seq, long second) {
    return new ReadRange(seq, seq, BEGIN.plusSeconds(second));
  }

  /** Who opens the conversation now and then reads everything up to the newest. */
  private static BiFunction<Integer, Random, List<ReadRange>> bursts(int mean) {
    return (last, random) -> {
      List<ReadRange> ranges = new ArrayList<>();
      for (long from = 1; from <= last; ) {
        long length = 1 + (long) (-Math.log(1 - random.nextDouble()) * (mean - 0.5));
        long to = Math.min(last, from + length - 1);
        ranges.add(new ReadRange(from, to, BEGIN.plusSeconds(to)));
        from = to + 1;
      }
      return ranges;
    };
  }
}
