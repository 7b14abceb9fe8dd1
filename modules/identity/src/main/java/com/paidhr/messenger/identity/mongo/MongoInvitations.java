package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.identity.domain.Invitations;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code invitations}: {@code _id, secretHash, creator, createdAt, expiresAt, role,
 * note, maxUses, usesLeft}. There are few, so it has no index but the one of ids.
 */
@ApplicationScoped
class MongoInvitations implements Invitations {
  private final MongoCollection<Document> collection;

  @Inject
  MongoInvitations(MongoDatabase database) {
    this.collection = database.getCollection("invitations");
  }

  @Override
  public void add(Invitation invitation) {
    collection.insertOne(
        new Document("_id", invitation.id())
            .append("secretHash", invitation.secretHash())
            .append("creator", invitation.creator().value())
            .append("createdAt", Date.from(invitation.createdAt()))
            .append("expiresAt", Date.from(invitation.expiresAt()))
            .append("role", invitation.role())
            .append("note", invitation.note())
            .append("maxUses", invitation.maxUses())
            .append("usesLeft", invitation.usesLeft()));
  }

  @Override
  public Optional<Invitation> find(String id) {
    return Optional.ofNullable(collection.find(eq("_id", id)).first())
        .map(MongoInvitations::invitation);
  }

  @Override
  public List<Invitation> page(@Nullable String before, int limit) {
    FindIterable<Document> all =
        before == null ? collection.find() : collection.find(lt("_id", before));
    return all.sort(Sorts.descending("_id"))
        .limit(limit)
        .map(MongoInvitations::invitation)
        .into(new ArrayList<>());
  }

  @Override
  public long count() {
    return collection.countDocuments();
  }

  @Override
  public void removeExpired(Instant now) {
    collection.deleteMany(lte("expiresAt", Date.from(now)));
  }

  @Override
  public boolean use(String id, Instant now) {
    return collection
            .updateOne(
                and(eq("_id", id), gt("usesLeft", 0), gt("expiresAt", Date.from(now))),
                Updates.inc("usesLeft", -1))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void giveBack(String id) {
    collection.updateOne(eq("_id", id), Updates.inc("usesLeft", 1));
  }

  @Override
  public boolean remove(String id) {
    return collection.deleteOne(eq("_id", id)).getDeletedCount() == 1;
  }

  private static Invitation invitation(Document document) {
    return new Invitation(
        document.getString("_id"),
        document.getString("secretHash"),
        new UserId(document.getString("creator")),
        document.getDate("createdAt").toInstant(),
        document.getDate("expiresAt").toInstant(),
        document.getString("role"),
        document.getString("note"),
        document.getInteger("maxUses"),
        document.getInteger("usesLeft"));
  }
}
