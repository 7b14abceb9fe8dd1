package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.identity.domain.ErasedUsers;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Users who are erased keep their document, with {@code erasedAt}, and no other. */
@ApplicationScoped
class MongoErasedUsers implements ErasedUsers {
  private final MongoDatabase database;

  @Inject
  MongoErasedUsers(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public void rename(UserId user, String username, String displayName, Instant now) {
    database
        .getCollection("users")
        .updateOne(
            and(eq("_id", user.value()), eq("erasedAt", null)),
            combine(
                set("username", username),
                set("usernameKey", Names.key(username)),
                unset("email"),
                set("emailKey", "none:" + user),
                set("displayName", displayName),
                set("terms", UserDocument.termsOf(username, displayName)),
                unset("passwordHash"),
                unset("hidesReceipts"),
                unset("hidesPresence"),
                unset("addedBy"),
                unset("signedInAt"),
                unset("externalId"),
                unset("externalName"),
                unset("externalNameKey"),
                set("erasedAt", now),
                inc("version", 1L)));
  }

  @Override
  public boolean has(UserId user) {
    return database
            .getCollection("users")
            .countDocuments(and(eq("_id", user.value()), ne("erasedAt", null)))
        == 1;
  }

  @Override
  public void removeCredentials(UserId user) {
    database.getCollection("secondFactors").deleteOne(eq("_id", user.value()));
    database.getCollection("passwordResets").deleteMany(eq("user", user.value()));
    database.getCollection("sessions").deleteMany(eq("user", user.value()));
  }
}
