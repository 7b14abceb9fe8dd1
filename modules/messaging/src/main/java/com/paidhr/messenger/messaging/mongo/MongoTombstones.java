package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.messaging.domain.Tombstones;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collection {@code tombstones}: {@code _id} {@code <conversation>#<(seq - 1) / 4096>}, {@code
 * at} the place within these to the author. The document {@code #complete} says that what was
 * deleted before this collection was kept is noted as well.
 */
@ApplicationScoped
class MongoTombstones implements Tombstones {
  private static final Logger LOG = LoggerFactory.getLogger(MongoTombstones.class);
  private static final long SIZE = 4_096;
  private static final String COMPLETE = "#complete";
  private static final int IDS_AT_ONCE = 5_000;

  private final MongoCollection<Document> tombstones;
  private final MongoCollection<Document> messages;

  @Inject
  MongoTombstones(MongoDatabase database) {
    tombstones = database.getCollection(MessagingSchema.TOMBSTONES);
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  /** The messages are about to be deleted; one round trip. */
  void note(Collection<Message> messages) {
    Map<String, List<Bson>> places = new HashMap<>();
    for (Message message : messages) {
      MessageId id = message.id();
      places
          .computeIfAbsent(id(id.conversation(), id.seq()), _ -> new ArrayList<>())
          .add(Updates.set(place(id), message.authorKey().author()));
    }
    List<WriteModel<Document>> writes = new ArrayList<>();
    places.forEach((id, sets) ->
        writes.add(
            new UpdateOneModel<>(
                eq("_id", id), Updates.combine(sets), new UpdateOptions().upsert(true))));
    tombstones.bulkWrite(writes, new BulkWriteOptions().ordered(false));
  }

  private void note(MessageId id, String author) {
    tombstones.updateOne(
        eq("_id", id(id.conversation(), id.seq())),
        Updates.set(place(id), author),
        new UpdateOptions().upsert(true));
  }

  private static String place(MessageId id) {
    return "at." + (id.seq() - 1) % SIZE;
  }

  private static String id(ConversationId conversation, long seq) {
    return conversation + "#" + (seq - 1) / SIZE;
  }

  @Override
  public List<Tombstone> in(Map<ConversationId, ? extends Collection<Span>> spans) {
    Map<String, ConversationId> asked = new HashMap<>();
    spans.forEach((conversation, some) ->
        some.forEach(span -> {
          for (long bucket = (span.from() - 1) / SIZE; bucket <= (span.to() - 1) / SIZE; bucket++) {
            asked.put(conversation + "#" + bucket, conversation);
          }
        }));
    List<String> ids = List.copyOf(asked.keySet());
    List<Tombstone> found = new ArrayList<>();
    for (int start = 0; start < ids.size(); start += IDS_AT_ONCE) {
      List<String> some = ids.subList(start, Math.min(ids.size(), start + IDS_AT_ONCE));
      for (Document stored : tombstones.find(Filters.in("_id", some)).batchSize(some.size() + 1)) {
        ConversationId conversation = asked.get(stored.getString("_id"));
        if (conversation != null) {
          read(stored, conversation, requireNonNull(spans.get(conversation)), found);
        }
      }
    }
    return found;
  }

  private static void read(
      Document stored, ConversationId conversation, Collection<Span> spans, List<Tombstone> found) {
    String id = stored.getString("_id");
    long first = Long.parseLong(id.substring(id.lastIndexOf('#') + 1)) * SIZE + 1;
    stored
        .get("at", Document.class)
        .forEach((place, author) -> {
          long seq = first + Long.parseLong(place);
          if (spans.stream().anyMatch(span -> span.from() <= seq && seq <= span.to())) {
            found.add(new Tombstone(new MessageId(conversation, seq), (String) author));
          }
        });
  }

  void start(@Observes @Priority(200) @Initialized(ApplicationScoped.class) Object application) {
    Thread.ofVirtual()
        .name("tombstones")
        .start(() -> {
          try {
            complete();
          } catch (MongoException | IllegalStateException e) {
            LOG.warn("Earlier deletions are noted at the next start: {}", e.toString());
          }
        });
  }

  /** Notes, once for a database, what was deleted before this was kept. */
  void complete() {
    if (tombstones.find(eq("_id", COMPLETE)).first() != null) {
      return;
    }
    messages
        .find(exists("deletedAt"))
        .projection(Projections.include("senderId"))
        .forEach(message ->
            note(MessageId.fromString(message.getString("_id")), message.getString("senderId")));
    tombstones.updateOne(
        eq("_id", COMPLETE), Updates.set("complete", true), new UpdateOptions().upsert(true));
  }
}
