package com.paidhr.messenger.delivery.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.delivery.domain.ReceivedTimes;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Collection {@code deliveries}, beside what is recorded of a message, since a client may have it
 * before that is recorded: a document {@code _id = <message>#received} with {@code t: {user ->
 * time}}.
 */
@ApplicationScoped
public class MongoReceivedTimes implements ReceivedTimes {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<Document> deliveries;

  @Inject
  public MongoReceivedTimes(MongoDatabase database) {
    this.deliveries = database.getCollection("deliveries");
  }

  @Override
  public void note(UserId user, Collection<MessageId> messages, Instant at) {
    List<UpdateOneModel<Document>> updates =
        messages.stream()
            .map(message ->
                new UpdateOneModel<Document>(
                    eq("_id", id(message)),
                    Updates.min("t." + user.value(), Date.from(at)),
                    UPSERT))
            .toList();
    if (!updates.isEmpty()) {
      deliveries.bulkWrite(updates, UNORDERED);
    }
  }

  @Override
  public Map<UserId, Instant> find(MessageId message) {
    Map<UserId, Instant> times = new HashMap<>();
    Document found = deliveries.find(eq("_id", id(message))).first();
    if (found != null) {
      found
          .get("t", new Document())
          .forEach((user, at) -> times.put(new UserId(user), ((Date) at).toInstant()));
    }
    return times;
  }

  private static String id(MessageId message) {
    return message + "#received";
  }
}
