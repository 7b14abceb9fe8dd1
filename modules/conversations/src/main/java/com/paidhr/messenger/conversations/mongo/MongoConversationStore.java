package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.ConversationStore;
import com.paidhr.messenger.conversations.domain.KeyedStart;
import com.paidhr.messenger.conversations.domain.NameQuery;
import com.paidhr.messenger.conversations.domain.StartKey;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in the collection {@code conversations}, and keys of private ones that existed
 * before the key came in {@code conversationKeys}: {@code _id} (user and conversation), {@code
 * key}, {@code fingerprint}, {@code conversation}.
 */
@ApplicationScoped
public class MongoConversationStore implements ConversationStore {
  private static final String START_KEY = "start.key";

  private final MongoCollection<Document> conversations;
  private final MongoCollection<Document> keys;

  @Inject
  MongoConversationStore(MongoDatabase database) {
    this.conversations = database.getCollection("conversations");
    this.keys = database.getCollection("conversationKeys");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    conversations.createIndex(Indexes.ascending("type", "_id"));
    conversations.createIndex(Indexes.ascending("change.at"), new IndexOptions().sparse(true));
    conversations.createIndex(Indexes.ascending("change.target"), new IndexOptions().sparse(true));
    conversations.createIndex(
        Indexes.ascending(START_KEY), new IndexOptions().unique(true).sparse(true));
    keys.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
  }

  @Override
  public boolean add(Conversation conversation, @Nullable StartKey key) {
    Document document = ConversationDocuments.from(conversation).append("untold", true);
    if (key != null) {
      document.append(
          "start",
          new Document("key", startKey(conversation.creator(), key.value()))
              .append("fingerprint", key.fingerprint()));
    }
    return UniqueKeys.tryWrite(() -> conversations.insertOne(document));
  }

  @Override
  public boolean addKey(UserId user, ConversationId existing, StartKey key) {
    String id = user + " " + existing;
    Document document =
        new Document("_id", id)
            .append("key", startKey(user, key.value()))
            .append("fingerprint", key.fingerprint())
            .append("conversation", existing.value());
    return UniqueKeys.tryWrite(
        () -> keys.replaceOne(eq("_id", id), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public Optional<KeyedStart> findStarted(UserId user, String key) {
    String wanted = startKey(user, key);
    return Optional.ofNullable(conversations.find(eq(START_KEY, wanted)).first())
        .map(found ->
            new KeyedStart(
                ConversationDocuments.to(found),
                found.get("start", Document.class).getString("fingerprint")))
        .or(() -> foundUnder(wanted));
  }

  private Optional<KeyedStart> foundUnder(String key) {
    return Optional.ofNullable(keys.find(eq("key", key)).first())
        .flatMap(found ->
            find(new ConversationId(found.getString("conversation")))
                .map(one -> new KeyedStart(one, found.getString("fingerprint"))));
  }

  private static String startKey(UserId user, String key) {
    return user + " " + key;
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    return Optional.ofNullable(conversations.find(eq("_id", id.value())).first())
        .map(ConversationDocuments::to);
  }

  @Override
  public Map<ConversationId, Conversation> findAll(Collection<ConversationId> ids) {
    Map<ConversationId, Conversation> found = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids.stream().map(ConversationId::value).toList())) {
      read(in("_id", chunk), found);
    }
    return found;
  }

  @Override
  public boolean replace(Conversation next, long expected) {
    Document fields = ConversationDocuments.from(next);
    fields.remove("_id"); // everything else is set; the mark of a conversation that is new stays
    return conversations
            .updateOne(
                and(eq("_id", next.id().value()), eq("version", expected)),
                new Document("$set", fields))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void setBlockers(Collection<ConversationId> ids, Set<UserId> blockers) {
    conversations.updateMany(
        in("_id", ids.stream().map(ConversationId::value).toList()),
        Updates.set(ConversationDocuments.BLOCKERS, blockers.stream().map(UserId::value).toList()));
  }

  @Override
  public void settle(ConversationId id, long changeNumber) {
    conversations.updateOne(
        and(eq("_id", id.value()), eq("change.number", changeNumber)), Updates.unset("change"));
  }

  @Override
  public List<Conversation> channels(
      @Nullable String text, @Nullable ConversationId after, int limit) {
    List<Bson> filters = new ArrayList<>(List.of(eq("archived", false)));
    if (text != null) {
      List<String> wanted = NameQuery.of(text).parts();
      if (wanted.isEmpty()) {
        return List.of();
      }
      wanted.forEach(part -> filters.add(regex("nameKey", Pattern.quote(part))));
    }
    return channels(filters, after, limit);
  }

  @Override
  public List<Conversation> allChannels(@Nullable ConversationId after, int limit) {
    return channels(List.of(), after, limit);
  }

  private List<Conversation> channels(
      List<Bson> filters, @Nullable ConversationId after, int limit) {
    List<Bson> all = new ArrayList<>();
    all.add(eq("type", ConversationType.CHANNEL.name()));
    all.addAll(filters);
    if (after != null) {
      all.add(gt("_id", after.value()));
    }
    return read(and(all), limit);
  }

  @Override
  public Map<ConversationId, Conversation> findAllOrChanging(
      Collection<ConversationId> ids, UserId target) {
    List<List<String>> chunks =
        new ArrayList<>(Chunks.of(ids.stream().map(ConversationId::value).toList()));
    List<String> first = chunks.isEmpty() ? List.of() : chunks.removeFirst();
    Bson changing = eq("change.target", target.value());
    Map<ConversationId, Conversation> found = new HashMap<>();
    read(first.isEmpty() ? changing : or(in("_id", first), changing), found);
    chunks.forEach(chunk -> read(in("_id", chunk), found));
    return found;
  }

  private void read(Bson filter, Map<ConversationId, Conversation> found) {
    for (Document document : conversations.find(filter).batchSize(Chunks.SIZE + 1)) {
      Conversation conversation = ConversationDocuments.to(document);
      found.put(conversation.id(), conversation);
    }
  }

  @Override
  public List<Conversation> unsettled(Instant before, int limit) {
    return read(lt("change.at", Date.from(before)), limit);
  }

  private List<Conversation> read(Bson filter, int limit) {
    return conversations
        .find(filter)
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .map(ConversationDocuments::to)
        .into(new ArrayList<>());
  }
}
