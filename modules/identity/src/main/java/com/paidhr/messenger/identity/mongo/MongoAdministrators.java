package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.bson.Document;

/**
 * The document {@code active} of the collection {@code administrators}, with the list {@code users}
 * of those who administrate and are active. It is made from the users when it is first needed.
 */
@ApplicationScoped
class MongoAdministrators implements Administrators {
  private static final String ID = "active";
  private static final String LIST = "users";

  private final MongoCollection<Document> collection;
  private final Users users;

  @Inject
  MongoAdministrators(MongoDatabase database, Users users) {
    this.collection = database.getCollection("administrators");
    this.users = users;
  }

  @Override
  public void add(UserId user) {
    ensureList();
    collection.updateOne(eq("_id", ID), addToSet(LIST, user.value()));
  }

  /**
   * Takes the user out, and looks at who is left: whoever is taken out later does not see this user
   * any more. Names that a crash left behind do not count.
   */
  @Override
  public boolean remove(UserId user) {
    ensureList();
    Document left =
        collection.findOneAndUpdate(
            eq("_id", ID),
            pull(LIST, user.value()),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    List<String> others = left == null ? List.of() : left.getList(LIST, String.class);
    boolean another =
        users.findAll(others.stream().map(UserId::new).toList()).stream()
            .anyMatch(other -> other.isAdmin() && other.isActive());
    if (!another) {
      collection.updateOne(eq("_id", ID), addToSet(LIST, user.value()));
    }
    return another;
  }

  private void ensureList() {
    if (collection.find(eq("_id", ID)).first() == null) {
      List<String> active = users.administrators().stream().map(UserId::value).toList();
      collection.updateOne(
          eq("_id", ID), setOnInsert(LIST, active), new UpdateOptions().upsert(true));
    }
  }
}
