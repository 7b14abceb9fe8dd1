package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.AuthoredMessages;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Finds messages by the first two fields of the authors' keys. */
@ApplicationScoped
class MongoAuthoredMessages implements AuthoredMessages {
  private final MongoCollection<Document> messages;

  @Inject
  MongoAuthoredMessages(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public List<Message> by(UserId author, ConversationId conversation, long after, int limit) {
    return messages
        .find(
            and(
                eq("conversationId", conversation.value()),
                eq("senderId", author.value()),
                gt("seq", after)))
        .sort(Sorts.ascending("seq"))
        .projection(MessageDocuments.BRIEFLY)
        .limit(limit)
        .batchSize(limit + 1)
        .map(MessageDocuments::read)
        .into(new ArrayList<>());
  }
}
