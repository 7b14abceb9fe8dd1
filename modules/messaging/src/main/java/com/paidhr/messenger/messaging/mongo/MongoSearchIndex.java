package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.SearchIndex;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Searches the field {@code terms}, which has the folded words of each message. What a user typed
 * never becomes a pattern: words are compared for equality, and a beginning is a range.
 */
@ApplicationScoped
class MongoSearchIndex implements SearchIndex {
  private static final long MAX_SECONDS = 3;
  private static final String LAST = "\uffff";

  private final MongoCollection<Document> messages;

  @Inject
  MongoSearchIndex(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public List<Brief<Message>> find(
      Collection<ConversationId> conversations,
      Filter filter,
      @Nullable Position after,
      int limit) {
    List<String> ids = conversations.stream().map(ConversationId::value).toList();
    List<Bson> all = words(filter);
    all.add(ids.size() == 1 ? eq("conversationId", ids.getFirst()) : in("conversationId", ids));
    all.addAll(conditions(filter));
    if (after != null) {
      Date time = Date.from(after.createdAt());
      all.add(or(lt("createdAt", time), and(eq("createdAt", time), lt("_id", after.id()))));
    }
    return messages
        .find(and(all))
        .sort(Sorts.descending("createdAt", "_id"))
        .projection(MessageDocuments.BRIEFLY)
        .limit(limit)
        .batchSize(limit + 1)
        .maxTime(MAX_SECONDS, TimeUnit.SECONDS)
        .map(MessageDocuments::brief)
        .into(new ArrayList<>());
  }

  @Override
  public List<Brief<Message>> among(
      ConversationId conversation, long from, long to, Filter filter, int limit) {
    List<Bson> all = words(filter);
    all.addAll(conditions(filter));
    // Last, since the embedded store compares in this order, and with all ids in turn.
    all.add(
        in(
            "_id",
            LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new MessageId(conversation, seq).value())
                .toList()));
    return messages
        .find(and(all))
        .sort(Sorts.descending("seq"))
        .projection(MessageDocuments.BRIEFLY)
        .limit(limit)
        .batchSize(limit + 1)
        .maxTime(MAX_SECONDS, TimeUnit.SECONDS)
        .map(MessageDocuments::brief)
        .into(new ArrayList<>());
  }

  private static List<Bson> words(Filter filter) {
    List<Bson> all = new ArrayList<>();
    filter.query().lookedUp().forEach(term -> all.add(eq("terms", term)));
    return all;
  }

  private static List<Bson> conditions(Filter filter) {
    List<Bson> all = new ArrayList<>();
    String prefix = filter.query().prefix();
    if (prefix != null) {
      all.add(elemMatch("terms", new Document("$gte", prefix).append("$lt", prefix + LAST)));
    }
    if (filter.sender() != null) {
      String sender = filter.sender().value();
      all.add(or(eq("senderId", sender), eq("system.actor", sender)));
    }
    if (filter.kind() != null) {
      all.add(eq("kind", filter.kind().name()));
    }
    if (filter.from() != null) {
      all.add(gte("createdAt", Date.from(filter.from())));
    }
    if (filter.to() != null) {
      all.add(lt("createdAt", Date.from(filter.to())));
    }
    if (filter.hasAttachment() != null) {
      all.add(exists("attachments", filter.hasAttachment()));
    }
    all.add(exists("deletedAt", false));
    return all;
  }
}
