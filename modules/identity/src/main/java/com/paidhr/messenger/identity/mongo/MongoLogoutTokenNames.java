package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.paidhr.messenger.identity.domain.LogoutTokenNames;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * Collection {@code logoutTokens}: {@code _id} a hash of issuer and {@code jti}, {@code expiresAt}.
 */
@ApplicationScoped
class MongoLogoutTokenNames implements LogoutTokenNames {
  private final MongoCollection<Document> collection;

  @Inject
  MongoLogoutTokenNames(MongoDatabase database) {
    this.collection = database.getCollection("logoutTokens");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    collection.createIndex(Indexes.ascending("expiresAt"));
  }

  @Override
  public boolean take(String name, Instant now, Instant until) {
    collection.deleteMany(lt("expiresAt", Date.from(now)));
    try {
      collection.insertOne(new Document("_id", name).append("expiresAt", Date.from(until)));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void giveBack(String name) {
    collection.deleteOne(eq("_id", name));
  }
}
