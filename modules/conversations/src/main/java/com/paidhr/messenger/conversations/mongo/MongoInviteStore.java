package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.conversations.domain.Invite;
import com.paidhr.messenger.conversations.domain.InviteStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;

/**
 * Invite links in the collection {@code invites}: {@code _id, conversationId, secretHash, creator,
 * createdAt, expiresAt, maxUses, usesLeft, slot, closed}. A link that counts has one of its
 * conversation's numbered slots, unique over all links, so no race makes more of them than there
 * are slots. Links of before have none and count as they are.
 */
@ApplicationScoped
public class MongoInviteStore implements InviteStore {
  private static final int ATTEMPTS = 100;

  private final MongoCollection<Document> invites;

  @Inject
  MongoInviteStore(MongoDatabase database) {
    this.invites = database.getCollection("invites");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    invites.createIndex(Indexes.ascending("conversationId", "_id"));
    invites.createIndex(Indexes.ascending("slot"), new IndexOptions().unique(true).sparse(true));
  }

  @Override
  public boolean add(Invite invite, int most, Instant now) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<String> free = freeSlots(invite.conversation(), most, now);
      if (free.isEmpty()) {
        return false;
      }
      String slot = free.get(ThreadLocalRandom.current().nextInt(free.size()));
      if (inserted(document(invite).append("slot", slot))) {
        return true;
      }
    }
    throw DomainException.unavailable("Many links are being made", Duration.ofSeconds(1), null);
  }

  /** The slots that no working link has, fewer by the working links without one. */
  private List<String> freeSlots(ConversationId conversation, int most, Instant now) {
    List<String> free = new ArrayList<>();
    for (int number = 1; number <= most; number++) {
      free.add(conversation + "#" + number);
    }
    int withoutSlot = 0;
    for (Document link : invites.find(eq("conversationId", conversation.value()))) {
      String slot = link.getString("slot");
      if (!invite(link).isValid(now)) {
        close(link.getString("_id"), now);
      } else if (slot != null) {
        free.remove(slot);
      } else if (!link.getBoolean("closed", false)) {
        withoutSlot++;
      }
    }
    return free.subList(0, Math.max(0, free.size() - withoutSlot));
  }

  private void close(String id, Instant now) {
    invites.updateOne(
        and(eq("_id", id), or(lte("usesLeft", 0), lte("expiresAt", Date.from(now)))),
        Updates.combine(Updates.unset("slot"), Updates.set("closed", true)));
  }

  private boolean inserted(Document link) {
    return UniqueKeys.tryWrite(() -> invites.insertOne(link));
  }

  private static Document document(Invite invite) {
    return new Document("_id", invite.id())
        .append("conversationId", invite.conversation().value())
        .append("secretHash", invite.secretHash())
        .append("creator", invite.creator().value())
        .append("createdAt", Date.from(invite.createdAt()))
        .append("expiresAt", Date.from(invite.expiresAt()))
        .append("maxUses", invite.maxUses())
        .append("usesLeft", invite.usesLeft());
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
    invites.updateOne(and(eq("_id", id), exists("closed", false)), Updates.inc("usesLeft", 1));
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
