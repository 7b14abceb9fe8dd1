package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.paidhr.messenger.identity.domain.PasswordResets;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * Collection {@code passwordResets}: {@code _id} the token's hash, {@code user, expiresAt}. A user
 * has one at most.
 */
@ApplicationScoped
class MongoPasswordResets implements PasswordResets {
  private final MongoCollection<Document> collection;

  @Inject
  MongoPasswordResets(MongoDatabase database) {
    this.collection = database.getCollection("passwordResets");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    collection.createIndex(Indexes.ascending("user"));
  }

  @Override
  public void add(String hash, UserId user, Instant expiresAt) {
    removeAllOf(user);
    collection.insertOne(
        new Document("_id", hash)
            .append("user", user.value())
            .append("expiresAt", Date.from(expiresAt)));
  }

  @Override
  public Optional<UserId> find(String hash, Instant now) {
    return Optional.ofNullable(
            collection.find(and(eq("_id", hash), gt("expiresAt", Date.from(now)))).first())
        .map(found -> new UserId(found.getString("user")));
  }

  @Override
  public boolean take(String hash) {
    return collection.deleteOne(eq("_id", hash)).getDeletedCount() == 1;
  }

  @Override
  public void removeAllOf(UserId user) {
    collection.deleteMany(eq("user", user.value()));
  }
}
