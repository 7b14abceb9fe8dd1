package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Invite links in the collection {@code invites}: {@code _id, conversationId, secretHash, creator,
 * createdAt, expiresAt, maxUses, usesLeft}.
 */
@ApplicationScoped
public class MongoInviteStore implements InviteStore {
  private final MongoCollection<Document> invites;

  @Inject
  MongoInviteStore(MongoDatabase database) {
    this.invites = database.getCollection("invites");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    invites.createIndex(Indexes.ascending("conversationId", "_id"));
  }

  @Override
  public void add(Invite invite) {
    invites.insertOne(
        new Document("_id", invite.id())
            .append("conversationId", invite.conversation().value())
            .append("secretHash", invite.secretHash())
            .append("creator", invite.creator().value())
            .append("createdAt", Date.from(invite.createdAt()))
            .append("expiresAt", Date.from(invite.expiresAt()))
            .append("maxUses", invite.maxUses())
            .append("usesLeft", invite.usesLeft()));
  }

  @Override
  public Optional<Invite> find(String id) {
    return Optional.ofNullable(invites.find(eq("_id", id)).first()).map(MongoInviteStore::invite);
  }

  @Override
  public List<Invite> of(ConversationId conversation) {
    return invites
        .find(eq("conversationId", conversation.value()))
        .sort(Sorts.ascending("_id"))
        .map(MongoInviteStore::invite)
        .into(new ArrayList<>());
  }

  @Override
  public boolean use(String id, Instant now) {
    return invites
            .updateOne(
                and(eq("_id", id), gt("usesLeft", 0), gt("expiresAt", Date.from(now))),
                Updates.inc("usesLeft", -1))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void giveBack(String id) {
    invites.updateOne(eq("_id", id), Updates.inc("usesLeft", 1));
  }

  @Override
  public boolean revoke(ConversationId conversation, String id) {
    return invites
            .deleteOne(and(eq("_id", id), eq("conversationId", conversation.value())))
            .getDeletedCount()
        == 1;
  }

  private static Invite invite(Document document) {
    return new Invite(
        document.getString("_id"),
        new ConversationId(document.getString("conversationId")),
        document.getString("secretHash"),
        new UserId(document.getString("creator")),
        ConversationDocuments.instant(document, "createdAt"),
        ConversationDocuments.instant(document, "expiresAt"),
        document.getInteger("maxUses"),
        document.getInteger("usesLeft"));
  }
}
