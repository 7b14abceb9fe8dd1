package com.paidhr.messenger.delivery.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collection {@code deadLetters}: {@code _id}, {@code messageId}, {@code conversationId}, {@code
 * recipientId}, {@code cause}, {@code error}, {@code simulated}, {@code attempts}, {@code
 * failedAt}, {@code replaying}.
 */
@ApplicationScoped
public class MongoDeadLetters implements DeadLetters {
  private static final int READ_AT_ONCE = 500;

  private final MongoCollection<Document> letters;

  @Inject
  public MongoDeadLetters(MongoDatabase database) {
    this.letters = database.getCollection("deadLetters");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object start) {
    letters.createIndex(Indexes.ascending("conversationId"));
    letters.createIndex(Indexes.ascending("cause"));
  }

  @Override
  public void put(Collection<DeadLetter> added) {
    if (added.isEmpty()) {
      return;
    }
    ReplaceOptions upsert = new ReplaceOptions().upsert(true);
    letters.bulkWrite(
        added.stream()
            .map(letter ->
                new ReplaceOneModel<>(Filters.eq("_id", letter.id()), document(letter), upsert))
            .toList(),
        new BulkWriteOptions().ordered(false));
  }

  @Override
  public Map<String, DeadLetter> find(Collection<String> ids) {
    List<String> asked = List.copyOf(ids);
    Map<String, DeadLetter> found = new HashMap<>();
    for (int from = 0; from < asked.size(); from += READ_AT_ONCE) {
      List<String> some = asked.subList(from, Math.min(asked.size(), from + READ_AT_ONCE));
      for (Document document : letters.find(Filters.in("_id", some))) {
        found.put(document.getString("_id"), letter(document));
      }
    }
    return found;
  }

  @Override
  public List<DeadLetter> list(Filter filter, PageRequest page) {
    return page(conditions(filter), page);
  }

  @Override
  public List<DeadLetter> replaying(PageRequest page) {
    return page(List.of(Filters.eq("replaying", true)), page);
  }

  private List<DeadLetter> page(List<Bson> wanted, PageRequest page) {
    List<Bson> conditions = new ArrayList<>(wanted);
    page.after().ifPresent(last -> conditions.add(Filters.gt("_id", last)));
    List<DeadLetter> found = new ArrayList<>();
    letters
        .find(all(conditions))
        .sort(Sorts.ascending("_id"))
        .limit(page.limit() + 1)
        .forEach(document -> found.add(letter(document)));
    return found;
  }

  @Override
  public long count(Filter filter) {
    return letters.countDocuments(all(conditions(filter)));
  }

  @Override
  public boolean markReplaying(String id) {
    return letters
            .updateOne(
                Filters.and(Filters.eq("_id", id), Filters.eq("replaying", false)),
                Updates.set("replaying", true))
            .getModifiedCount()
        == 1;
  }

  @Override
  public void markReplaying(Collection<String> ids) {
    mark(ids, true);
  }

  @Override
  public void unmarkReplaying(Collection<String> ids) {
    mark(ids, false);
  }

  private void mark(Collection<String> ids, boolean replaying) {
    if (!ids.isEmpty()) {
      letters.updateMany(Filters.in("_id", ids), Updates.set("replaying", replaying));
    }
  }

  @Override
  public boolean endReplay(DeadLetter failed) {
    return letters
            .replaceOne(
                Filters.and(Filters.eq("_id", failed.id()), Filters.eq("replaying", true)),
                document(failed))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void remove(Collection<String> ids) {
    if (!ids.isEmpty()) {
      letters.deleteMany(Filters.in("_id", ids));
    }
  }

  private static List<Bson> conditions(Filter filter) {
    List<Bson> conditions = new ArrayList<>();
    if (filter.cause() != null) {
      conditions.add(Filters.eq("cause", filter.cause()));
    }
    if (filter.conversation() != null) {
      conditions.add(Filters.eq("conversationId", filter.conversation().value()));
    }
    return conditions;
  }

  private static Bson all(List<Bson> conditions) {
    return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
  }

  private static Document document(DeadLetter letter) {
    return new Document("_id", letter.id())
        .append("messageId", letter.message().value())
        .append("conversationId", letter.message().conversation().value())
        .append("recipientId", letter.recipient() == null ? null : letter.recipient().value())
        .append("cause", letter.cause())
        .append("error", letter.error())
        .append("simulated", letter.simulated())
        .append("attempts", letter.attempts().stream().map(DeliveryDocuments::of).toList())
        .append("failedAt", Date.from(letter.failedAt()))
        .append("replaying", letter.replaying());
  }

  private static DeadLetter letter(Document document) {
    String recipient = document.getString("recipientId");
    return new DeadLetter(
        document.getString("_id"),
        MessageId.fromString(document.getString("messageId")),
        recipient == null ? null : new UserId(recipient),
        document.getString("cause"),
        document.getString("error"),
        document.getBoolean("simulated", false),
        DeliveryDocuments.attempts(document.getList("attempts", Document.class)),
        document.getDate("failedAt").toInstant(),
        document.getBoolean("replaying", false));
  }
}
