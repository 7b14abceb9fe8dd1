package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.Document;

/** Reads single fields of the messages. */
@ApplicationScoped
class MongoLogCounts implements LogCounts {
  private static final int IDS_AT_ONCE = 5_000;

  private final MongoCollection<Document> messages;

  @Inject
  MongoLogCounts(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public Map<MessageId, String> authors(Collection<MessageId> ids) {
    Map<MessageId, String> authors = new HashMap<>();
    each(ids, "senderId", (id, message) -> authors.put(id, message.getString("senderId")));
    return authors;
  }

  @Override
  public Map<MessageId, Long> systemCounts(Collection<MessageId> ids) {
    Map<MessageId, Long> counts = new HashMap<>();
    each(
        ids,
        "systemCount",
        (id, message) -> counts.put(id, MessageDocuments.number(message, "systemCount")));
    return counts;
  }

  private void each(
      Collection<MessageId> ids, String field, BiConsumer<MessageId, Document> consumer) {
    List<String> all = ids.stream().map(MessageId::value).toList();
    for (int start = 0; start < all.size(); start += IDS_AT_ONCE) {
      messages
          .find(in("_id", all.subList(start, Math.min(all.size(), start + IDS_AT_ONCE))))
          .projection(new Document(field, 1))
          .batchSize(IDS_AT_ONCE + 1)
          .forEach(
              message -> consumer.accept(MessageId.fromString(message.getString("_id")), message));
    }
  }

  @Override
  public List<Long> seqsBy(ConversationId conversation, String author, Span span) {
    return messages
        .find(
            and(
                eq("conversationId", conversation.value()),
                eq("senderId", author),
                gte("seq", span.from()),
                lte("seq", span.to())))
        .projection(new Document("seq", 1))
        .map(message -> MessageDocuments.number(message, "seq"))
        .into(new ArrayList<>());
  }
}
