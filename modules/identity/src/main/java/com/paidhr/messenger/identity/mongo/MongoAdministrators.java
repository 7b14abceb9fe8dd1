package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
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

  /** What a node that died had taken and not stored is given back. */
  void giveBack(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    users.administrators().forEach(this::add);
  }

  /**
   * Takes the user out, and looks at who is left: whoever is taken out later does not see this user
   * any more. Only one who took the user out puts the user back: another may have done so before
   * and be about to store it. Names that a crash left behind do not count.
   */
  @Override
  public Taking take(UserId user) {
    ensureList();
    Document before = collection.findOneAndUpdate(eq("_id", ID), pull(LIST, user.value()));
    List<String> all = before == null ? List.of() : before.getList(LIST, String.class);
    if (!all.contains(user.value())) {
      return Taking.BUSY;
    }
    List<UserId> others =
        all.stream().filter(id -> !id.equals(user.value())).map(UserId::new).toList();
    boolean another =
        users.findAll(others).stream().anyMatch(other -> other.isAdmin() && other.isActive());
    if (!another) {
      collection.updateOne(eq("_id", ID), addToSet(LIST, user.value()));
    }
    return another ? Taking.TAKEN : Taking.LAST;
  }

  private void ensureList() {
    if (collection.find(eq("_id", ID)).first() == null) {
      List<String> active = users.administrators().stream().map(UserId::value).toList();
      collection.updateOne(
          eq("_id", ID), setOnInsert(LIST, active), new UpdateOptions().upsert(true));
    }
  }
}
