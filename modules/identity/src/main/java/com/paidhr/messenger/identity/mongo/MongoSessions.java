package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.nosql.Template;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Sessions as documents: plain access by Jakarta NoSQL, conditional updates by the driver. */
@ApplicationScoped
class MongoSessions implements Sessions {
  private static final int MOST_SHOWN = 200;

  private final Template template;
  private final MongoCollection<Document> collection;

  @Inject
  MongoSessions(Template template, MongoDatabase database) {
    this.template = template;
    this.collection = database.getCollection("sessions");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    collection.createIndex(Indexes.ascending("user"));
  }

  @Override
  public void add(Session session) {
    template.insert(SessionDocument.of(session));
  }

  @Override
  public boolean addOrExtend(Session session) {
    return upsert(session, combine(set("refreshedAt", session.refreshedAt()))).getMatchedCount()
        == 0;
  }

  @Override
  public boolean revokeForGood(Session session, Instant now) {
    return upsert(session, combine(setOnInsert("refreshedAt", now), min("revokedAt", now)))
            .getMatchedCount()
        == 1;
  }

  /** Such a session has no field {@code revokedAt} while it lives. */
  private UpdateResult upsert(Session session, Bson change) {
    Bson added =
        combine(
            setOnInsert("user", session.user().value()),
            setOnInsert("tokenHash", session.tokenHash()),
            setOnInsert("proofKey", session.proofKey()),
            setOnInsert("createdAt", session.createdAt()),
            setOnInsert("device", session.device()),
            setOnInsert("address", session.address()),
            max("expiresAt", session.expiresAt()));
    return collection.updateOne(
        eq("_id", session.id()), combine(added, change), new UpdateOptions().upsert(true));
  }

  @Override
  public Optional<Session> find(String id) {
    return template.find(SessionDocument.class, id).map(SessionDocument::toSession);
  }

  @Override
  public List<Session> of(UserId user, Instant now) {
    return template
        .select(SessionDocument.class)
        .where("user")
        .eq(user.value())
        .<SessionDocument>stream()
        .map(SessionDocument::toSession)
        .filter(session -> session.revokedAt() == null && session.expiresAt().isAfter(now))
        .sorted(Comparator.comparing(Session::createdAt).reversed())
        .limit(MOST_SHOWN)
        .toList();
  }

  @Override
  public long countPersonal(UserId user, Instant now) {
    return collection.countDocuments(
        and(
            eq("user", user.value()),
            ne("scopes", null),
            eq("revokedAt", null),
            gt("expiresAt", now)));
  }

  @Override
  public Set<String> living(Collection<String> ids) {
    return collection
        .find(and(in("_id", ids), eq("revokedAt", null)))
        .projection(include("_id"))
        .batchSize(ids.size() + 1)
        .map(session -> session.getString("_id"))
        .into(new HashSet<>());
  }

  @Override
  public boolean refresh(
      Session seen, String nextHash, String sealed, Instant now, Instant expiresAt) {
    Bson unchanged =
        and(eq("_id", seen.id()), eq("tokenHash", seen.tokenHash()), eq("revokedAt", null));
    return collection
            .updateOne(
                unchanged,
                combine(
                    set("tokenHash", nextHash),
                    set("previousHash", seen.tokenHash()),
                    set("sealedToken", sealed),
                    set("refreshedAt", now),
                    set("replacedBeforeAt", seen.refreshedAt()),
                    set("expiresAt", expiresAt)))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void revoke(String id, Instant now) {
    collection.updateOne(and(eq("_id", id), eq("revokedAt", null)), set("revokedAt", now));
  }

  @Override
  public void revokeAllOf(UserId user, @Nullable String except, Instant now) {
    Bson ofUser = and(eq("user", user.value()), eq("revokedAt", null));
    collection.updateMany(
        except == null ? ofUser : and(ofUser, ne("_id", except)), set("revokedAt", now));
  }

  @Override
  public void removeExpired(UserId user, Instant before) {
    // Sessions of before, which were never refreshed, have the time as a text.
    Bson expired = or(lt("expiresAt", before), lt("expiresAt", before.toString()));
    collection.deleteMany(and(eq("user", user.value()), expired));
  }
}
