package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.shared.mongo.StoredForm;
import com.paidhr.messenger.shared.text.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The keys that channels are searched by: all in one reading, changing those that differ. */
@ApplicationScoped
class NameKeys implements StoredForm {
  private static final int AT_ONCE = 500;

  private final MongoCollection<Document> conversations;

  @Inject
  NameKeys(MongoDatabase database) {
    conversations = database.getCollection("conversations");
  }

  @Override
  public String name() {
    return "conversation name keys";
  }

  @Override
  public int version() {
    return Words.VERSION;
  }

  @Override
  public @Nullable String rebuild(@Nullable String place) {
    for (Document channel :
        conversations
            .find(eq("type", ConversationType.CHANNEL.name()))
            .projection(Projections.include("name", "nameKey"))
            .batchSize(AT_ONCE)) {
      String name = channel.getString("name");
      String key = ConversationDocuments.searchKey(name);
      if (!key.equals(channel.getString("nameKey"))) {
        conversations.updateOne(
            and(eq("_id", channel.getString("_id")), eq("name", name)), set("nameKey", key));
      }
    }
    return null;
  }
}
