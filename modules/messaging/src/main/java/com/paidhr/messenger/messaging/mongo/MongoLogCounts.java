package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ReadConcern;
import com.mongodb.client.FindIterable;
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
import java.util.stream.LongStream;
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
    List<String> all = ids.stream().map(MessageId::value).toList();
    Map<MessageId, String> authors = new HashMap<>();
    for (int start = 0; start < all.size(); start += IDS_AT_ONCE) {
      senders(messages, all.subList(start, Math.min(all.size(), start + IDS_AT_ONCE)))
          .forEach(message ->
              authors.put(
                  MessageId.fromString(message.getString("_id")), message.getString("senderId")));
    }
    return authors;
  }

  @Override
  public List<String> settledAuthors(ConversationId conversation, Span span) {
    List<String> ids =
        LongStream.rangeClosed(span.from(), span.to())
            .mapToObj(seq -> new MessageId(conversation, seq).value())
            .toList();
    return senders(messages.withReadConcern(ReadConcern.MAJORITY), ids)
        .map(message -> message.getString("senderId"))
        .into(new ArrayList<>());
  }

  private static FindIterable<Document> senders(
      MongoCollection<Document> messages, List<String> ids) {
    return messages
        .find(in("_id", ids))
        .projection(new Document("senderId", 1))
        .batchSize(ids.size() + 1);
  }
}
