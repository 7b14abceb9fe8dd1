package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.conversations.PastMemberships;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads the collection {@code memberships}, whose documents outlive the membership. */
@ApplicationScoped
class MongoPastMemberships implements PastMemberships {
  private static final String CONVERSATION = "conversationId";

  private final MongoCollection<Document> memberships;

  @Inject
  MongoPastMemberships(MongoDatabase database) {
    memberships = database.getCollection("memberships");
  }

  @Override
  public List<ConversationId> of(UserId user, @Nullable ConversationId after, int limit) {
    Bson own = eq("userId", user.value());
    return memberships
        .find(after == null ? own : and(own, gt(CONVERSATION, after.value())))
        .sort(Sorts.ascending(CONVERSATION))
        .projection(Projections.include(CONVERSATION))
        .limit(limit)
        .batchSize(limit + 1)
        .map(found -> new ConversationId(found.getString(CONVERSATION)))
        .into(new ArrayList<>());
  }
}
