package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.MessageChanges.Kind;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.messaging.domain.DeliveredMessages;
import com.paidhr.messenger.messaging.domain.UndeliveredMessages;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Moves statuses forward by conditional updates. The condition is on the message's own document, so
 * any number of workers may report in any order. The field {@code undelivered} stands in a message
 * as long as a recipient waits for it, also when it is FAILED for another, and only such messages
 * are indexed by it.
 */
@ApplicationScoped
class MongoMessageStatuses implements MessageStatuses, UndeliveredMessages {
  private final MongoCollection<Document> messages;
  private final DeliveredMessages delivered;
  private final Clock clock;

  @Inject
  MongoMessageStatuses(MongoDatabase database, DeliveredMessages delivered, Clock clock) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
    this.delivered = delivered;
    this.clock = clock;
  }

  @Override
  public void apply(Collection<StatusChange> changes) {
    write(changes, MongoChangeMarks.changed(clock.instant()));
  }

  @Override
  public void applyUntold(Collection<StatusChange> changes) {
    write(changes, MongoChangeMarks.changed(Kind.STATUS, clock.instant()));
  }

  private void write(Collection<StatusChange> changes, List<Bson> marks) {
    if (!changes.isEmpty()) {
      List<WriteModel<Document>> writes =
          changes.stream().map(change -> write(change, marks)).toList();
      BulkWriteResult result = messages.bulkWrite(writes, new BulkWriteOptions().ordered(false));
      if (result.getMatchedCount() == writes.size()) {
        delivered.delivered(
            changes.stream()
                .filter(change -> change.status() == MessageStatus.DELIVERED)
                .map(StatusChange::message)
                .toList());
      }
    }
  }

  private static WriteModel<Document> write(StatusChange change, List<Bson> marks) {
    MessageCounts counts = change.counts();
    List<Bson> updates = new ArrayList<>(marks);
    updates.add(Updates.set("counts.recipients", counts.recipients()));
    updates.add(Updates.set("counts.delivered", counts.delivered()));
    updates.add(Updates.set("counts.failed", counts.failed()));
    if (change.status() != MessageStatus.SENT) {
      updates.add(Updates.set("status", change.status().name()));
    }
    if (isSettled(change)) {
      updates.add(Updates.unset("undelivered"));
    }
    return new UpdateOneModel<>(
        and(
            eq("_id", change.message().value()),
            in("status", earlier(change.status())),
            or(exists("counts.delivered", false), isOlder(counts))),
        Updates.combine(updates));
  }

  /** Nobody who has a message loses it, and nobody is taken back who failed and did not get it. */
  private static Bson isOlder(MessageCounts counts) {
    return or(
        lt("counts.delivered", counts.delivered()),
        and(
            eq("counts.delivered", counts.delivered()),
            or(
                ne("counts.recipients", counts.recipients()),
                lte("counts.failed", counts.failed()))));
  }

  /** Whether nobody waits any more. */
  private static boolean isSettled(StatusChange change) {
    MessageCounts counts = change.counts();
    return change.status() == MessageStatus.DELIVERED
        || (change.status() == MessageStatus.FAILED
            && counts.delivered() + counts.failed() >= counts.recipients());
  }

  /** The statuses from which a change to this one is no step back. */
  private static List<String> earlier(MessageStatus status) {
    return switch (status) {
      case SENT -> List.of("SENT");
      case FAILED -> List.of("SENT", "FAILED");
      case DELIVERED -> List.of("SENT", "FAILED", "DELIVERED");
    };
  }

  @Override
  public void reopen(MessageId message) {
    messages.updateOne(
        and(eq("_id", message.value()), eq("status", MessageStatus.FAILED.name())),
        Updates.set("undelivered", true));
  }

  @Override
  public List<MessageSummary> acceptedBefore(
      Instant time, @Nullable MessageSummary after, int limit) {
    List<Bson> wanted = new ArrayList<>();
    wanted.add(eq("undelivered", true));
    wanted.add(lt("createdAt", Date.from(time)));
    if (after != null) {
      Date last = Date.from(after.createdAt());
      wanted.add(gte("createdAt", last));
      wanted.add(or(gt("createdAt", last), gt("_id", after.id().value())));
    }
    return messages
        .find(and(wanted))
        .projection(Projections.include(MessageDocuments.OF_A_SUMMARY))
        .sort(Sorts.ascending("createdAt", "_id"))
        .limit(limit)
        .map(MessageDocuments::summary)
        .into(new ArrayList<>());
  }
}
