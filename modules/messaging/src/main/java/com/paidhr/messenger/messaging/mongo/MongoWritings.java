package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords.Taker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Finds them by the first two keys of the index {@code authorKey} of the log. */
@ApplicationScoped
class MongoWritings implements Writings {
  /** Bodies may be long. */
  private static final int AT_ONCE = 16;

  private static final Bson WITHOUT_BODIES = Projections.exclude("terms", "body", "rest");

  private final MongoCollection<Document> messages;

  @Inject
  MongoWritings(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public void forEach(ConversationId conversation, UserId author, Taker<Message> taker)
      throws IOException {
    forEach(by(conversation, author), MessageDocuments.WHOLE, taker);
  }

  @Override
  public void forEachEdited(ConversationId conversation, UserId author, Taker<Message> taker)
      throws IOException {
    Bson edited =
        and(by(conversation, author), exists("editedAt", true), exists("deletedAt", false));
    forEach(edited, WITHOUT_BODIES, taker);
  }

  private static Bson by(ConversationId conversation, UserId author) {
    return and(eq("conversationId", conversation.value()), eq("senderId", author.value()));
  }

  private void forEach(Bson filter, Bson fields, Taker<Message> taker) throws IOException {
    try (MongoCursor<Message> cursor =
        messages
            .find(filter)
            .projection(fields)
            .batchSize(AT_ONCE)
            .map(MessageDocuments::read)
            .cursor()) {
      while (cursor.hasNext()) {
        taker.take(cursor.next());
      }
    }
  }
}
