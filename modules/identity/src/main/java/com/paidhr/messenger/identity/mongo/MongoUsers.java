package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.nosql.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Users as documents. Entities go through Jakarta NoSQL; what it has no words for, conditional
 * updates and search in a list, goes through the driver.
 */
@ApplicationScoped
class MongoUsers implements Users {
  private static final String HIDES_RECEIPTS = "hidesReceipts";
  private static final String HIDES_PRESENCE = "hidesPresence";
  private static final String ADDED_BY = "addedBy";
  private static final String DEACTIVATED = "deactivatedAt";
  private static final String ENDED = "endedAt";
  private static final String EXTERNAL_ID = "externalId";
  private static final String EXTERNAL_NAME = "externalNameKey";
  private static final int IDS_AT_ONCE = 1_000;

  private final Template template;
  private final MongoCollection<Document> collection;

  @Inject
  MongoUsers(Template template, MongoDatabase database) {
    this.template = template;
    this.collection = database.getCollection("users");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    collection.createIndex(Indexes.ascending("usernameKey"), new IndexOptions().unique(true));
    collection.createIndex(Indexes.ascending("emailKey"), new IndexOptions().unique(true));
    collection.createIndex(Indexes.ascending("terms"));
    collection.createIndex(Indexes.ascending(EXTERNAL_ID));
    collection.createIndex(Indexes.ascending(EXTERNAL_NAME));
  }

  @Override
  public void add(User user) {
    refuseTaken(user);
    try {
      template.insert(UserDocument.of(user));
    } catch (MongoWriteException e) {
      throw takenMeanwhile(user, e);
    }
  }

  @Override
  public boolean replace(User user) {
    UserDocument wanted = UserDocument.of(user);
    List<Bson> changes = new ArrayList<>();
    changes.add(set("displayName", wanted.displayName()));
    changes.add(set("terms", wanted.terms()));
    changes.add(set("roles", wanted.roles()));
    changes.add(inc("version", 1L));
    changes.add(setOrUnset(HIDES_RECEIPTS, wanted.hidesReceipts()));
    changes.add(setOrUnset(HIDES_PRESENCE, wanted.hidesPresence()));
    changes.add(setOrUnset(ADDED_BY, wanted.addedBy()));
    changes.add(setOrUnset(EXTERNAL_ID, wanted.externalId()));
    changes.add(setOrUnset("externalName", wanted.externalName()));
    changes.add(setOrUnset(EXTERNAL_NAME, wanted.externalNameKey()));
    changes.add(
        wanted.deactivatedAt() == null
            ? unset(DEACTIVATED)
            : set(DEACTIVATED, wanted.deactivatedAt()));
    if (wanted.email() != null) {
      changes.add(set("email", wanted.email()));
      changes.add(set("emailKey", wanted.emailKey()));
    }
    if (wanted.passwordHash() != null) {
      changes.add(set("passwordHash", wanted.passwordHash()));
    }
    try {
      Bson unchanged = and(eq("_id", wanted.id()), eq("version", wanted.version()));
      return collection.updateOne(unchanged, combine(changes)).getMatchedCount() == 1;
    } catch (MongoWriteException e) {
      throw takenMeanwhile(user, e);
    }
  }

  private static Bson setOrUnset(String field, @Nullable Object value) {
    return value == null ? unset(field) : set(field, value);
  }

  @Override
  public Optional<User> find(UserId id) {
    return template.find(UserDocument.class, id.value()).map(UserDocument::toUser);
  }

  @Override
  public List<User> findAll(Collection<UserId> ids) {
    return whereIn("_id", ids.stream().map(UserId::value).distinct().toList());
  }

  @Override
  public Set<UserId> hidingReceipts(Collection<UserId> ids) {
    return hiding(HIDES_RECEIPTS, ids);
  }

  @Override
  public Set<UserId> hidingPresence(Collection<UserId> ids) {
    return hiding(HIDES_PRESENCE, ids);
  }

  private Set<UserId> hiding(String what, Collection<UserId> ids) {
    Set<UserId> hiding = new HashSet<>();
    forEach(ids, what, eq(what, true), (id, found) -> hiding.add(id));
    return hiding;
  }

  @Override
  public Map<UserId, AddedBy> limitingAdds(Collection<UserId> ids) {
    Map<UserId, AddedBy> limiting = new HashMap<>();
    forEach(
        ids,
        ADDED_BY,
        ne(ADDED_BY, null),
        (id, found) -> limiting.put(id, AddedBy.valueOf(found.getString(ADDED_BY))));
    return limiting;
  }

  private void forEach(
      Collection<UserId> ids, String field, Bson filter, BiConsumer<UserId, Document> what) {
    List<String> all = ids.stream().map(UserId::value).distinct().toList();
    for (int start = 0; start < all.size(); start += IDS_AT_ONCE) {
      List<String> some = all.subList(start, Math.min(all.size(), start + IDS_AT_ONCE));
      collection
          .find(and(in("_id", some), filter))
          .projection(Projections.include(field))
          .forEach(found -> what.accept(new UserId(found.getString("_id")), found));
    }
  }

  @Override
  public Optional<User> findByUsername(String username) {
    return findBy("usernameKey", Names.key(username));
  }

  @Override
  public List<User> findByUsernames(Collection<String> usernames) {
    return whereIn("usernameKey", usernames.stream().map(Names::key).distinct().toList());
  }

  @Override
  public Optional<User> findByEmail(String email) {
    return findBy("emailKey", Names.key(email));
  }

  @Override
  public List<User> findByExternalName(String name) {
    List<String> ids =
        collection
            .find(eq(EXTERNAL_NAME, Names.key(name)))
            .projection(Projections.include("_id"))
            .limit(2)
            .map(found -> found.getString("_id"))
            .into(new ArrayList<>());
    return whereIn("_id", ids);
  }

  @Override
  public long countExternal() {
    return collection.countDocuments(gt(EXTERNAL_ID, ""));
  }

  @Override
  public List<User> pageOfExternal(int skip, int limit) {
    List<String> ids =
        collection
            .find(gt(EXTERNAL_ID, ""))
            .sort(Sorts.ascending(EXTERNAL_ID))
            .projection(Projections.include("_id"))
            .skip(skip)
            .limit(limit)
            .map(found -> found.getString("_id"))
            .into(new ArrayList<>());
    return inOrder(ids);
  }

  private List<User> inOrder(List<String> ids) {
    Map<String, User> found = new HashMap<>();
    whereIn("_id", ids).forEach(user -> found.put(user.id().value(), user));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  @Override
  public Optional<User> signedIn(UserId id, Instant now) {
    Bson active = and(eq("_id", id.value()), eq(DEACTIVATED, null));
    return collection.updateOne(active, set("signedInAt", now)).getMatchedCount() == 1
        ? find(id)
        : Optional.empty();
  }

  @Override
  public void refuseUntil(UserId id, Instant time) {
    collection.updateOne(eq("_id", id.value()), max(ENDED, time));
  }

  @Override
  public boolean admits(UserId id, Instant issuedAt) {
    Bson notEnded = or(eq(ENDED, null), lt(ENDED, issuedAt));
    return collection
            .find(and(eq("_id", id.value()), eq(DEACTIVATED, null), notEnded))
            .projection(Projections.include("_id"))
            .first()
        != null;
  }

  @Override
  public List<UserId> administrators() {
    return collection
        .find(and(eq("roles", User.ROLE_ADMIN), eq(DEACTIVATED, null)))
        .projection(Projections.include("_id"))
        .map(found -> new UserId(found.getString("_id")))
        .into(new ArrayList<>());
  }

  @Override
  public List<User> page(
      @Nullable SearchQuery query, boolean all, @Nullable String after, int limit) {
    if (query != null && query.isEmpty()) {
      return List.of();
    }
    Bson matching = query == null ? empty() : and(words(query));
    Bson behind = after == null ? empty() : gt("usernameKey", after);
    List<String> ids =
        collection
            .find(and(matching, behind, all ? empty() : eq(DEACTIVATED, null)))
            .sort(Sorts.ascending("usernameKey"))
            .projection(Projections.include("_id"))
            .limit(limit)
            .map(found -> found.getString("_id"))
            .into(new ArrayList<>());
    return inOrder(ids);
  }

  private static List<Bson> words(SearchQuery query) {
    List<Bson> all = new ArrayList<>();
    query.lookedUp().forEach(term -> all.add(eq("terms", term)));
    String prefix = query.prefix();
    if (prefix != null) {
      all.add(elemMatch("terms", startsWith(prefix)));
    }
    return all;
  }

  private static Bson startsWith(String prefix) {
    return new Document("$gte", prefix).append("$lt", prefix + Character.MAX_VALUE);
  }

  private Optional<User> findBy(String key, String value) {
    return template
        .select(UserDocument.class)
        .where(key)
        .eq(value)
        .<UserDocument>singleResult()
        .map(UserDocument::toUser);
  }

  private List<User> whereIn(String key, List<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    return template.select(UserDocument.class).where(key).in(values).<UserDocument>stream()
        .map(UserDocument::toUser)
        .toList();
  }

  private void refuseTaken(User user) {
    List<String> taken = takenFields(user);
    if (!taken.isEmpty()) {
      throw new NameTakenException(taken);
    }
  }

  private List<String> takenFields(User user) {
    List<String> taken = new ArrayList<>();
    if (heldByAnother(user, findByUsername(user.username()))) {
      taken.add("username");
    }
    String email = user.email();
    if (email != null && heldByAnother(user, findByEmail(email))) {
      taken.add("email");
    }
    return taken;
  }

  private static boolean heldByAnother(User user, Optional<User> holder) {
    return holder.filter(other -> !other.id().equals(user.id())).isPresent();
  }

  private RuntimeException takenMeanwhile(User user, MongoWriteException failure) {
    if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
      return failure;
    }
    List<String> taken = takenFields(user);
    return new NameTakenException(taken.isEmpty() ? List.of("id") : taken);
  }
}
