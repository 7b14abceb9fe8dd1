package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Receipts in two collections. {@code receipts}: {@code _id} {@code <conversation>:<user>:<seq /
 * 1000>}, {@code block} {@code <conversation>:<seq / 1000>}, {@code user}, {@code version}, and
 * {@code ranges} of {@code f}rom, {@code t}o, both relative to the bucket's first seq, and {@code
 * at}; {@code untold} until a change is told. {@code readMarks}: {@code _id} {@code
 * <conversation>:<user>}, {@code through}.
 */
@ApplicationScoped
class MongoReceiptStore implements ReceiptStore {
  private final MongoCollection<Document> receipts;
  private final MongoCollection<Document> marks;

  @Inject
  MongoReceiptStore(MongoDatabase database) {
    receipts = database.getCollection(MessagingSchema.RECEIPTS);
    marks = database.getCollection(MessagingSchema.READ_MARKS);
  }

  private static String id(Reader reader) {
    return reader.conversation() + ":" + reader.user();
  }

  private static String id(Reader reader, long index) {
    return id(reader) + ":" + index;
  }

  @Override
  public List<ReadBucket> buckets(Reader reader, Collection<Long> indexes) {
    return buckets(Map.of(reader, indexes)).getOrDefault(reader, List.of());
  }

  @Override
  public Map<Reader, List<ReadBucket>> buckets(Map<Reader, ? extends Collection<Long>> wanted) {
    Map<String, Reader> readers = new HashMap<>();
    wanted.forEach(
        (reader, indexes) -> indexes.forEach(index -> readers.put(id(reader, index), reader)));
    Map<Reader, List<ReadBucket>> found = new HashMap<>();
    if (!readers.isEmpty()) {
      receipts
          .find(in("_id", readers.keySet()))
          .batchSize(readers.size() + 1)
          .forEach(bucket ->
              found
                  .computeIfAbsent(
                      readers.get(bucket.getString("_id")), reader -> new ArrayList<>())
                  .add(read(bucket)));
    }
    return found;
  }

  static ReadBucket read(Document bucket) {
    String id = bucket.getString("_id");
    long index = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    long first = index * ReadBucket.SIZE;
    List<ReadRange> ranges =
        bucket.getList("ranges", Document.class).stream()
            .map(range ->
                new ReadRange(
                    first + range.getInteger("f"),
                    first + range.getInteger("t"),
                    range.getDate("at").toInstant()))
            .toList();
    return new ReadBucket(index, ranges, MessageDocuments.number(bucket, "version"));
  }

  @Override
  public boolean add(Reader reader, List<Addition> additions) {
    List<WriteModel<Document>> writes =
        additions.stream().map(addition -> write(reader, addition)).toList();
    try {
      BulkWriteResult result = receipts.bulkWrite(writes, new BulkWriteOptions().ordered(false));
      return result.getInsertedCount() + result.getMatchedCount() == additions.size();
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() == null
          && e.getWriteErrors().stream()
              .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
        return false;
      }
      throw e;
    }
  }

  private static WriteModel<Document> write(Reader reader, Addition addition) {
    ReadBucket bucket = addition.bucket();
    long first = bucket.index() * ReadBucket.SIZE;
    List<Document> ranges =
        addition.ranges().stream()
            .map(range ->
                new Document("f", (int) (range.from() - first))
                    .append("t", (int) (range.to() - first))
                    .append("at", Date.from(range.at())))
            .toList();
    if (bucket.version() == 0) {
      return new InsertOneModel<>(
          new Document("_id", id(reader, bucket.index()))
              .append("block", block(reader.conversation(), bucket.index()))
              .append("user", reader.user().value())
              .append("version", 1L)
              .append("untold", true)
              .append("ranges", ranges));
    }
    return new UpdateOneModel<>(
        and(eq("_id", id(reader, bucket.index())), eq("version", bucket.version())),
        Updates.combine(
            Updates.pushEach("ranges", ranges),
            Updates.inc("version", 1L),
            Updates.set("untold", true)));
  }

  private static String block(ConversationId conversation, long index) {
    return conversation + ":" + index;
  }

  @Override
  public Map<Reader, Long> readThrough(Collection<Reader> readers) {
    Map<String, Reader> byId = new HashMap<>();
    readers.forEach(reader -> byId.put(id(reader), reader));
    Map<Reader, Long> found = new HashMap<>();
    if (!byId.isEmpty()) {
      marks
          .find(in("_id", byId.keySet()))
          .batchSize(byId.size() + 1)
          .forEach(mark ->
              found.put(byId.get(mark.getString("_id")), MessageDocuments.number(mark, "through")));
    }
    return found;
  }

  @Override
  public void raiseReadThrough(Map<Reader, Long> raised) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    raised.forEach((reader, seq) ->
        writes.add(
            new UpdateOneModel<>(
                eq("_id", id(reader)),
                Updates.max("through", seq),
                new UpdateOptions().upsert(true))));
    marks.bulkWrite(writes, new BulkWriteOptions().ordered(false));
  }

  @Override
  public void forget(ConversationId conversation, long index) {
    receipts.deleteMany(eq("block", block(conversation, index)));
  }

  @Override
  public Map<UserId, Instant> readTimes(MessageId id, Collection<UserId> users) {
    Map<Reader, List<Long>> wanted = new HashMap<>();
    users.forEach(user ->
        wanted.put(new Reader(id.conversation(), user), List.of(ReadBucket.indexOf(id.seq()))));
    Map<UserId, Instant> times = new HashMap<>();
    buckets(wanted)
        .forEach((reader, buckets) ->
            buckets.getFirst().readAt(id.seq()).ifPresent(at -> times.put(reader.user(), at)));
    return times;
  }

  @Override
  public Map<MessageId, Instant> readTimes(UserId user, Collection<MessageId> ids) {
    Map<Reader, Set<Long>> wanted = new HashMap<>();
    ids.forEach(id ->
        wanted
            .computeIfAbsent(new Reader(id.conversation(), user), reader -> new HashSet<>())
            .add(ReadBucket.indexOf(id.seq())));
    Map<Reader, List<ReadBucket>> found = buckets(wanted);
    Map<MessageId, Instant> times = new HashMap<>();
    for (MessageId id : ids) {
      found.getOrDefault(new Reader(id.conversation(), user), List.of()).stream()
          .filter(bucket -> bucket.index() == ReadBucket.indexOf(id.seq()))
          .flatMap(bucket -> bucket.readAt(id.seq()).stream())
          .forEach(at -> times.put(id, at));
    }
    return times;
  }

  @Override
  public Map<UserId, Instant> readTimes(MessageId id) {
    Map<UserId, Instant> times = new HashMap<>();
    String block = block(id.conversation(), ReadBucket.indexOf(id.seq()));
    for (Document bucket : receipts.find(eq("block", block))) {
      read(bucket)
          .readAt(id.seq())
          .ifPresent(at -> times.put(new UserId(bucket.getString("user")), at));
    }
    return times;
  }
}
