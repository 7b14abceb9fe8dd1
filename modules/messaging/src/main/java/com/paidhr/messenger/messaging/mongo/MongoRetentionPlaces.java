package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.messaging.domain.RetentionPlaces;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code retention}: {@code _id} a conversation, {@code upTo}, and {@code skipped}
 * (true) where messages up to there are left; the document {@code #turn} has the {@code node} whose
 * turn it is, {@code claimedUntil} and {@code last}.
 */
@ApplicationScoped
class MongoRetentionPlaces implements RetentionPlaces {
  private static final String TURN = "#turn";
  private static final String CLAIMED_UNTIL = "claimedUntil";
  private static final String LAST = "last";
  private static final String UP_TO = "upTo";
  private static final String SKIPPED = "skipped";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoCollection<Document> places;

  @Inject
  MongoRetentionPlaces(MongoDatabase database) {
    places = database.getCollection(MessagingSchema.RETENTION);
  }

  @Override
  public Optional<Turn> take(String node, Instant now, Duration time) {
    try {
      places.updateOne(
          and(
              eq("_id", TURN),
              or(
                  eq("node", node),
                  exists(CLAIMED_UNTIL, false),
                  lt(CLAIMED_UNTIL, Date.from(now)))),
          combine(set("node", node), set(CLAIMED_UNTIL, Date.from(now.plus(time)))),
          UPSERT);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
    Document turn = places.find(eq("_id", TURN)).first();
    String last = turn == null ? null : turn.getString(LAST);
    return Optional.of(new Turn(last == null ? null : new ConversationId(last)));
  }

  @Override
  public void move(@Nullable ConversationId last) {
    places.updateOne(eq("_id", TURN), last == null ? unset(LAST) : set(LAST, last.value()));
  }

  @Override
  public void end() {
    places.updateOne(eq("_id", TURN), combine(unset(LAST), unset(CLAIMED_UNTIL)));
  }

  @Override
  public Map<ConversationId, Swept> of(Collection<ConversationId> conversations) {
    Map<ConversationId, Swept> known = new HashMap<>();
    for (Document place :
        places
            .find(in("_id", conversations.stream().map(ConversationId::value).toList()))
            .batchSize(conversations.size() + 1)) {
      known.put(
          new ConversationId(place.getString("_id")),
          new Swept(MessageDocuments.number(place, UP_TO), place.containsKey(SKIPPED)));
    }
    return known;
  }

  @Override
  public void swept(ConversationId conversation, Swept swept) {
    places.updateOne(
        eq("_id", conversation.value()),
        combine(set(UP_TO, swept.upTo()), swept.skipped() ? set(SKIPPED, true) : unset(SKIPPED)),
        UPSERT);
  }

  @Override
  public void forgetSkipped() {
    places.deleteMany(eq(SKIPPED, true));
  }
}
