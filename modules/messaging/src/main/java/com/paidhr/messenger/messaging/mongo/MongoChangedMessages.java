package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.ChangedMessages;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Finds changed messages by the index {@code changes}: MongoDB by the range of {@code changedAt},
 * the embedded store by the tens of minutes of {@code changedIn} that the range touches.
 */
@ApplicationScoped
class MongoChangedMessages implements ChangedMessages {
  private static final long LONGEST_SECONDS = 3;

  private final MongoCollection<Document> messages;

  @Inject
  MongoChangedMessages(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public List<Changed> changed(ConversationId conversation, long from, Place after, int limit) {
    Date begin = Date.from(after.at());
    Instant end = after.at().plus(SPAN);
    List<Long> spans =
        LongStream.rangeClosed(MongoChangeMarks.spanOf(after.at()), MongoChangeMarks.spanOf(end))
            .boxed()
            .toList();
    Bson behind =
        and(
            eq("conversationId", conversation.value()),
            in("changedIn", spans),
            gte("changedAt", begin),
            lt("changedAt", Date.from(end)),
            or(gt("changedAt", begin), gt("seq", after.seq())),
            gte("seq", from));
    return messages
        .find(behind)
        .sort(Sorts.ascending("changedAt", "seq"))
        .projection(MessageDocuments.WHOLE)
        .limit(limit)
        .batchSize(limit + 1)
        .maxTime(LONGEST_SECONDS, TimeUnit.SECONDS)
        .map(MongoChangedMessages::changed)
        .into(new ArrayList<>());
  }

  private static Changed changed(Document message) {
    return new Changed(
        MessageDocuments.read(message),
        new Place(
            message.getDate("changedAt").toInstant(), MessageDocuments.number(message, "seq")));
  }
}
