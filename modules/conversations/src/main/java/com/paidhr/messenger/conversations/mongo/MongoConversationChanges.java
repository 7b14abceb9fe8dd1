package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Marks in the collections {@code conversations} and {@code memberships}: {@code untold} is true
 * until it was told. {@code configured} counts the changes of a member's own settings.
 */
@ApplicationScoped
public class MongoConversationChanges implements ConversationChanges {
  private final MongoCollection<Document> conversations;
  private final MongoCollection<Document> memberships;

  @Inject
  public MongoConversationChanges(MongoDatabase database) {
    conversations = database.getCollection("conversations");
    memberships = database.getCollection("memberships");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    conversations.createIndex(Indexes.ascending("untold"), new IndexOptions().sparse(true));
    memberships.createIndex(Indexes.ascending("untold"), new IndexOptions().sparse(true));
  }

  @Override
  public List<ConversationId> untoldCreations(int limit) {
    return conversations
        .find(eq("untold", true))
        .projection(Projections.include("_id"))
        .limit(limit)
        .batchSize(limit + 1)
        .map(found -> new ConversationId(found.getString("_id")))
        .into(new ArrayList<>());
  }

  @Override
  public void toldCreations(Collection<ConversationId> told) {
    conversations.updateMany(
        in("_id", told.stream().map(ConversationId::value).toList()), Updates.unset("untold"));
  }

  @Override
  public List<UntoldSettings> untoldSettings(int limit) {
    return settings(eq("untold", true), limit);
  }

  @Override
  public List<UntoldSettings> untoldSettings(Collection<Membership> members) {
    List<String> ids =
        members.stream()
            .map(member -> MemberDocuments.id(member.conversation(), member.user()))
            .toList();
    return settings(and(in("_id", ids), eq("untold", true)), ids.size());
  }

  private List<UntoldSettings> settings(Bson filter, int limit) {
    return memberships
        .find(filter)
        .projection(Projections.include("conversationId", "userId", "configured"))
        .limit(limit)
        .batchSize(limit + 1)
        .map(found ->
            new UntoldSettings(
                new ConversationId(found.getString("conversationId")),
                new UserId(found.getString("userId")),
                found.get("configured", 0L)))
        .into(new ArrayList<>());
  }

  @Override
  public void toldSettings(Collection<UntoldSettings> settings) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (UntoldSettings told : settings) {
      writes.add(
          new UpdateOneModel<>(
              and(
                  eq("_id", MemberDocuments.id(told.conversation(), told.user())),
                  eq("configured", told.version())),
              Updates.unset("untold")));
    }
    if (!writes.isEmpty()) {
      memberships.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }
}
