package com.paidhr.messenger.messaging.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** The bounds in the collection {@code logEnds}: {@code _id} conversation, {@code seq}. */
@ApplicationScoped
class MongoLogEndStore implements LogEndStore {
  private final MongoCollection<Document> ends;

  @Inject
  MongoLogEndStore(MongoDatabase database) {
    ends = database.getCollection(MessagingSchema.LOG_ENDS);
  }

  @Override
  public Map<ConversationId, Long> read(Collection<ConversationId> conversations) {
    Map<ConversationId, Long> found = new HashMap<>();
    ends.find(Filters.in("_id", conversations.stream().map(ConversationId::value).toList()))
        .forEach(end ->
            found.put(
                new ConversationId(end.getString("_id")), MessageDocuments.number(end, "seq")));
    return found;
  }

  @Override
  public void raise(ConversationId conversation, long seq) {
    ends.updateOne(
        Filters.eq("_id", conversation.value()),
        Updates.max("seq", seq),
        new UpdateOptions().upsert(true));
  }
}
