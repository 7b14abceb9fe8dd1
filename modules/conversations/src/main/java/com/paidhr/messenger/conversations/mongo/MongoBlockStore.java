package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.conversations.domain.Block;
import com.paidhr.messenger.conversations.domain.BlockStore;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Blocks in the collection {@code blocks}: {@code _id "<blocker>:<blocked>", blocker, blocked, at}.
 */
@ApplicationScoped
public class MongoBlockStore implements BlockStore {
  private static final String BLOCKER = "blocker";
  private static final String BLOCKED = "blocked";

  private final MongoCollection<Document> blocks;

  @Inject
  MongoBlockStore(MongoDatabase database) {
    this.blocks = database.getCollection("blocks");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    blocks.createIndex(Indexes.ascending(BLOCKER, BLOCKED));
  }

  private static String id(UserId blocker, UserId blocked) {
    return blocker.value() + ":" + blocked.value();
  }

  @Override
  public boolean add(Block block) {
    Document stored =
        new Document("_id", id(block.blocker(), block.blocked()))
            .append(BLOCKER, block.blocker().value())
            .append(BLOCKED, block.blocked().value())
            .append("at", Date.from(block.at()));
    return UniqueKeys.tryWrite(() -> blocks.insertOne(stored));
  }

  @Override
  public boolean remove(UserId blocker, UserId blocked) {
    return blocks.deleteOne(eq("_id", id(blocker, blocked))).getDeletedCount() == 1;
  }

  @Override
  public long count(UserId blocker) {
    return blocks.countDocuments(eq(BLOCKER, blocker.value()));
  }

  @Override
  public List<Block> page(UserId blocker, @Nullable UserId after, int limit) {
    Bson own = eq(BLOCKER, blocker.value());
    return blocks
        .find(after == null ? own : and(own, gt(BLOCKED, after.value())))
        .sort(Sorts.ascending(BLOCKED))
        .limit(limit)
        .map(MongoBlockStore::block)
        .into(new ArrayList<>());
  }

  @Override
  public Set<UserId> blockersOf(UserId blocked, Collection<UserId> users) {
    Set<UserId> blockers = new HashSet<>();
    for (List<String> ids : Chunks.of(users.stream().map(user -> id(user, blocked)).toList())) {
      blocks.find(in("_id", ids)).forEach(found -> blockers.add(block(found).blocker()));
    }
    return blockers;
  }

  @Override
  public Set<UserId> between(UserId one, UserId other) {
    return blocks
        .find(in("_id", List.of(id(one, other), id(other, one))))
        .map(found -> block(found).blocker())
        .into(new HashSet<>());
  }

  private static Block block(Document document) {
    return new Block(
        new UserId(document.getString(BLOCKER)),
        new UserId(document.getString(BLOCKED)),
        ConversationDocuments.instant(document, "at"));
  }
}
