package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
    return senders(messages, ids);
  }

  @Override
  public Map<MessageId, String> settledAuthors(Collection<MessageId> ids) {
    return senders(messages.withReadConcern(ReadConcern.MAJORITY), ids);
  }

  private static Map<MessageId, String> senders(
      MongoCollection<Document> messages, Collection<MessageId> ids) {
    Map<MessageId, String> authors = new HashMap<>();
    read(
        messages,
        ids,
        "senderId",
        message ->
            authors.put(
                MessageId.fromString(message.getString("_id")), message.getString("senderId")));
    return authors;
  }

  @Override
  public Set<MessageId> deleted(Collection<MessageId> ids) {
    Set<MessageId> deleted = new HashSet<>();
    read(
        messages,
        ids,
        "deletedAt",
        message -> {
          if (message.containsKey("deletedAt")) {
            deleted.add(MessageId.fromString(message.getString("_id")));
          }
        });
    return deleted;
  }

  private static void read(
      MongoCollection<Document> messages,
      Collection<MessageId> ids,
      String field,
      Consumer<Document> each) {
    List<String> all = ids.stream().map(MessageId::value).toList();
    for (int start = 0; start < all.size(); start += IDS_AT_ONCE) {
      List<String> some = all.subList(start, Math.min(all.size(), start + IDS_AT_ONCE));
      messages
          .find(in("_id", some))
          .projection(new Document(field, 1))
          .batchSize(some.size() + 1)
          .forEach(each);
    }
  }
}
