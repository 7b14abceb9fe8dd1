package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Edit;
import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.LongStream;
import org.bson.Document;

/**
 * What edited messages said before, in the collection {@code messageEdits}: {@code _id} is {@code
 * <message>#<version>} with the version that had the body, then {@code replacedAt} and the body as
 * {@link StoredBody} says. They lie apart, or a message that was edited often would be a hundred
 * times as long for everybody who reads it.
 *
 * <p>A body is written here before the message changes, so one of the message's present version may
 * be left by an edit that never happened; nobody asks for it.
 */
final class EarlierBodies {
  private static final int BESIDE_THE_BODY = 200;

  private final MongoCollection<Document> bodies;

  EarlierBodies(MongoDatabase database) {
    bodies = database.getCollection(MessagingSchema.EDITS);
  }

  private static String key(MessageId id, long version) {
    return id.value() + "#" + version;
  }

  private static List<String> keys(MessageId id, Collection<Long> versions) {
    return versions.stream().map(version -> key(id, version)).toList();
  }

  private static List<Long> versions(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  void keep(Message current, Instant now) {
    Document document =
        new Document("_id", key(current.id(), current.version()))
            .append("replacedAt", Date.from(now));
    StoredBody.put(document, current.body());
    bodies.replaceOne(
        eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
  }

  List<Brief<Edit>> brief(MessageId id, long from, long to) {
    List<Brief<Edit>> found = new ArrayList<>();
    documents(keys(id, versions(from, to)))
        .projection(Projections.exclude("rest"))
        .forEach(
            document -> found.add(StoredBody.brief(read(document), document, BESIDE_THE_BODY)));
    return found;
  }

  List<Edit> whole(MessageId id, Collection<Long> versions) {
    return documents(keys(id, versions)).map(EarlierBodies::read).into(new ArrayList<>());
  }

  /** What these messages first said, where they were edited. */
  List<Document> first(Collection<MessageId> edited) {
    return documents(edited.stream().map(id -> key(id, 1)).toList()).into(new ArrayList<>());
  }

  private FindIterable<Document> documents(List<String> keys) {
    return bodies.find(in("_id", keys)).batchSize(keys.size() + 1);
  }

  /** The message that the body belonged to. */
  static MessageId messageOf(Document document) {
    String key = document.getString("_id");
    return MessageId.fromString(key.substring(0, key.lastIndexOf('#')));
  }

  static Edit read(Document document) {
    String key = document.getString("_id");
    return new Edit(
        Long.parseLong(key.substring(key.lastIndexOf('#') + 1)),
        StoredBody.read(document),
        document.getDate("replacedAt").toInstant());
  }

  /** What these messages said up to their present versions. */
  void forget(Collection<Message> messages) {
    List<String> keys =
        messages.stream()
            .flatMap(message -> keys(message.id(), versions(1, message.version())).stream())
            .toList();
    if (!keys.isEmpty()) {
      bodies.deleteMany(in("_id", keys));
    }
  }
}
