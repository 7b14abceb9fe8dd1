package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHold;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds in the collection {@code legalHolds}: {@code _id} the scope, {@code reason, by,
 * since}.
 */
@ApplicationScoped
class MongoLegalHolds implements LegalHolds {
  private final MongoCollection<Document> holds;

  @Inject
  MongoLegalHolds(MongoDatabase database) {
    holds = database.getCollection(MessagingSchema.LEGAL_HOLDS);
  }

  @Override
  public void put(LegalHold hold) {
    holds.updateOne(
        eq("_id", hold.scope().value()),
        combine(
            set("reason", hold.reason()),
            setOnInsert("by", hold.by().value()),
            setOnInsert("since", Date.from(hold.since()))),
        new UpdateOptions().upsert(true));
  }

  @Override
  public Optional<LegalHold> find(HoldScope scope) {
    return Optional.ofNullable(holds.find(eq("_id", scope.value())).first())
        .map(MongoLegalHolds::hold);
  }

  @Override
  public boolean remove(HoldScope scope) {
    return holds.deleteOne(eq("_id", scope.value())).getDeletedCount() == 1;
  }

  @Override
  public List<LegalHold> page(@Nullable String after, int limit) {
    return holds
        .find(after == null ? new Document() : gt("_id", after))
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .map(MongoLegalHolds::hold)
        .into(new ArrayList<>());
  }

  @Override
  public long count() {
    return holds.countDocuments();
  }

  @Override
  public Set<HoldScope> among(Collection<HoldScope> scopes) {
    return holds
        .find(in("_id", scopes.stream().map(HoldScope::value).toList()))
        .projection(Projections.include("_id"))
        .batchSize(scopes.size() + 1)
        .map(held -> new HoldScope(held.getString("_id")))
        .into(new HashSet<>());
  }

  private static LegalHold hold(Document document) {
    return new LegalHold(
        new HoldScope(document.getString("_id")),
        document.getString("reason"),
        new UserId(document.getString("by")),
        document.getDate("since").toInstant());
  }
}
