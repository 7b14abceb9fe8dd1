package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords.Taker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Finds messages by the first two keys of the index {@code authorKey} of the log. */
@ApplicationScoped
class MongoWritings implements Writings {
  /** Bodies may be long. */
  private static final int AT_ONCE = 16;

  private static final Bson WITHOUT_BODIES = Projections.exclude("terms", "body", "rest");

  private static final Bson REACTIONS = Projections.include("reactions");

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

  @Override
  public Map<MessageId, List<String>> reactions(UserId user, Collection<MessageId> under) {
    Bson reactedTo =
        and(
            in("_id", under.stream().map(MessageId::value).toList()),
            eq("reactions.userId", user.value()));
    Map<MessageId, List<String>> found = new LinkedHashMap<>();
    for (Document message : messages.find(reactedTo).projection(REACTIONS)) {
      found.put(
          MessageId.fromString(message.getString("_id")),
          MessageDocuments.reactions(message).stream()
              .filter(mark -> mark.user().equals(user))
              .map(ReactionMark::emoji)
              .toList());
    }
    return found;
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
