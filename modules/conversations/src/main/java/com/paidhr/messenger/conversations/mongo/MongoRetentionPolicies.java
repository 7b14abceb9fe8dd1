package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.conversations.RetentionPolicies;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads {@code retentionDays} of the collection {@code conversations}. */
@ApplicationScoped
class MongoRetentionPolicies implements RetentionPolicies {
  private static final String DAYS = ConversationDocuments.RETENTION_DAYS;

  private final MongoCollection<Document> conversations;

  @Inject
  MongoRetentionPolicies(MongoDatabase database) {
    conversations = database.getCollection("conversations");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    conversations.createIndex(Indexes.ascending(DAYS, "_id"));
  }

  @Override
  public List<Policy> page(boolean all, @Nullable ConversationId after, int limit) {
    List<Bson> wanted = new ArrayList<>();
    if (!all) {
      wanted.add(gt(DAYS, 0));
    }
    if (after != null) {
      wanted.add(gt("_id", after.value()));
    }
    return conversations
        .find(wanted.isEmpty() ? new Document() : and(wanted))
        .sort(Sorts.ascending("_id"))
        .projection(Projections.include(DAYS))
        .limit(limit)
        .batchSize(limit + 1)
        .map(found ->
            new Policy(new ConversationId(found.getString("_id")), found.getInteger(DAYS, 0)))
        .into(new ArrayList<>());
  }
}
