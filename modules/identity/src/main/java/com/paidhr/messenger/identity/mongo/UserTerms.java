package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.paidhr.messenger.shared.mongo.StoredForm;
import com.paidhr.messenger.shared.text.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The search terms of stored users: all of them in one reading, changing those that differ. */
@ApplicationScoped
class UserTerms implements StoredForm {
  private static final int AT_ONCE = 500;

  private final MongoCollection<Document> users;

  @Inject
  UserTerms(MongoDatabase database) {
    users = database.getCollection("users");
  }

  @Override
  public String name() {
    return "user terms";
  }

  @Override
  public int version() {
    return Words.VERSION;
  }

  @Override
  public @Nullable String rebuild(@Nullable String place) {
    for (Document user :
        users
            .find()
            .projection(Projections.include("username", "displayName", "terms"))
            .batchSize(AT_ONCE)) {
      String displayName = user.getString("displayName");
      List<String> terms = UserDocument.termsOf(user.getString("username"), displayName);
      if (!terms.equals(user.getList("terms", String.class))) {
        users.updateOne(
            and(eq("_id", user.getString("_id")), eq("displayName", displayName)),
            set("terms", terms));
      }
    }
    return null;
  }
}
