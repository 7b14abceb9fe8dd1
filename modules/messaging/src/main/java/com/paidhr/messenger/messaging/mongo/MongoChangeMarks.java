package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.MessageChanges.Kind;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.messaging.domain.ChangeMarks;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Marks in messages: {@code untold} names the kinds of change that are not told, {@code revision}
 * grows with each change. {@code changedAt} never goes back, whichever clock a change has; {@code
 * changedIn} is its ten minutes, by which a store without ordered indexes finds it. Marks in
 * receipts: {@code untold} is true, {@code version} grows.
 */
@ApplicationScoped
class MongoChangeMarks implements ChangeMarks {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final long SPAN = Duration.ofMinutes(10).toMillis();
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(MongoChangeMarks::name).toList();

  private final MongoCollection<Document> messages;
  private final MongoCollection<Document> receipts;

  @Inject
  MongoChangeMarks(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
    receipts = database.getCollection(MessagingSchema.RECEIPTS);
  }

  /** What every change of a message sets besides. */
  static List<Bson> changed(Instant now) {
    return List.of(
        inc("revision", 1L), max("changedAt", Date.from(now)), max("changedIn", spanOf(now)));
  }

  /** The same for a change that is to be told. */
  static List<Bson> changed(Kind kind, Instant now) {
    List<Bson> all = new ArrayList<>(changed(now));
    all.add(addToSet("untold", name(kind)));
    return all;
  }

  /** The ten minutes that a time lies in. */
  static long spanOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), SPAN);
  }

  private static String name(Kind kind) {
    return kind.name();
  }

  /** The fields that {@link #untold(Document)} needs. */
  static final Bson MARK = include("untold", "revision");

  static Untold untold(Document message) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    List<String> names = message.getList("untold", String.class, List.of());
    names.stream().filter(KINDS::contains).map(Kind::valueOf).forEach(kinds::add);
    return new Untold(
        MessageId.fromString(message.getString("_id")),
        kinds,
        MessageDocuments.number(message, "revision"));
  }

  @Override
  public List<Untold> messages(int limit) {
    return untold(in("untold", KINDS), limit);
  }

  @Override
  public List<Untold> messages(Collection<MessageId> ids) {
    return untold(in("_id", ids.stream().map(MessageId::value).toList()), ids.size()).stream()
        .filter(message -> !message.kinds().isEmpty())
        .toList();
  }

  private List<Untold> untold(Bson filter, int limit) {
    return messages
        .find(filter)
        .projection(MARK)
        .limit(limit)
        .batchSize(limit + 1)
        .map(MongoChangeMarks::untold)
        .into(new ArrayList<>());
  }

  @Override
  public void clearMessages(Collection<Untold> told) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Untold change : told) {
      writes.add(
          new UpdateOneModel<>(
              and(eq("_id", change.message().value()), eq("revision", change.revision())),
              unset("untold")));
    }
    messages.bulkWrite(writes, UNORDERED);
  }

  @Override
  public List<UntoldRead> reads(int limit) {
    return receipts
        .find(eq("untold", true))
        .limit(limit)
        .batchSize(limit + 1)
        .map(MongoChangeMarks::read)
        .into(new ArrayList<>());
  }

  private static UntoldRead read(Document bucket) {
    String[] id = bucket.getString("_id").split(":", 3);
    ReadRange last = MongoReceiptStore.read(bucket).ranges().getLast();
    return new UntoldRead(
        new ConversationId(id[0]),
        new UserId(id[1]),
        last.to(),
        ReadBucket.indexOf(last.to()),
        MessageDocuments.number(bucket, "version"));
  }

  @Override
  public void clearReads(Collection<UntoldRead> told) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (UntoldRead read : told) {
      writes.add(
          new UpdateOneModel<>(
              and(
                  eq("_id", read.conversation() + ":" + read.user() + ":" + read.block()),
                  eq("version", read.version())),
              unset("untold")));
    }
    receipts.bulkWrite(writes, UNORDERED);
  }
}
