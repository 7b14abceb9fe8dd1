package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.conversations.domain.AuditTrail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Audit entries in the collection {@code auditLog}: {@code _id, at, actor, action, conversationId,
 * target, facts}. The {@code _id} begins with the time, so its order is the order of time.
 */
@ApplicationScoped
public class MongoAuditTrail implements AuditTrail {
  private final MongoCollection<Document> entries;

  @Inject
  MongoAuditTrail(MongoDatabase database) {
    this.entries = database.getCollection("auditLog");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    entries.createIndex(Indexes.ascending("conversationId", "_id"));
    entries.createIndex(Indexes.ascending("actor", "_id"));
  }

  @Override
  public void add(AuditEntry entry) {
    ConversationId conversation = entry.conversation();
    UserId target = entry.target();
    try {
      entries.insertOne(
          new Document("_id", entry.id())
              .append("at", Date.from(entry.at()))
              .append("actor", entry.actor().value())
              .append("action", entry.action())
              .append("conversationId", conversation == null ? null : conversation.value())
              .append("target", target == null ? null : target.value())
              .append("facts", new Document(new HashMap<>(entry.facts()))));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  @Override
  public List<AuditEntry> newest(
      @Nullable ConversationId conversation,
      @Nullable UserId actor,
      @Nullable String before,
      int limit) {
    List<Bson> filters = new ArrayList<>(List.of(empty()));
    if (conversation != null) {
      filters.add(eq("conversationId", conversation.value()));
    }
    if (actor != null) {
      filters.add(eq("actor", actor.value()));
    }
    if (before != null) {
      filters.add(lt("_id", before));
    }
    return entries
        .find(and(filters))
        .sort(Sorts.descending("_id"))
        .limit(limit)
        .map(MongoAuditTrail::entry)
        .into(new ArrayList<>());
  }

  private static AuditEntry entry(Document document) {
    String conversation = document.getString("conversationId");
    String target = document.getString("target");
    return new AuditEntry(
        document.getString("_id"),
        ConversationDocuments.instant(document, "at"),
        new UserId(document.getString("actor")),
        document.getString("action"),
        conversation == null ? null : new ConversationId(conversation),
        target == null ? null : new UserId(target),
        ConversationDocuments.facts(document));
  }
}
