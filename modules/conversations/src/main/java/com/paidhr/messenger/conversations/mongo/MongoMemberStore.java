package com.paidhr.messenger.conversations.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Memberships in the collection {@code memberships}. */
@ApplicationScoped
public class MongoMemberStore implements MemberStore {
  private static final int BULK = 1_000;
  private static final int AT_ONCE = 200;

  private final MongoCollection<Document> memberships;

  @Inject
  MongoMemberStore(MongoDatabase database) {
    this.memberships = database.getCollection("memberships");
  }

  void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    memberships.createIndex(Indexes.ascending("conversationId", "current", "userId"));
    memberships.createIndex(Indexes.ascending("userId", "current", "conversationId"));
  }

  @Override
  public void addMissing(List<Member> members) {
    for (int from = 0; from < members.size(); from += BULK) {
      List<Document> bulk =
          members.subList(from, Math.min(from + BULK, members.size())).stream()
              .map(MemberDocuments::from)
              .toList();
      try {
        memberships.insertMany(bulk, new InsertManyOptions().ordered(false));
      } catch (MongoBulkWriteException e) {
        if (!onlyDuplicates(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean onlyDuplicates(MongoBulkWriteException failure) {
    return failure.getWriteConcernError() == null
        && failure.getWriteErrors().stream()
            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
  }

  @Override
  public Optional<Member> find(ConversationId conversation, UserId user) {
    return Optional.ofNullable(memberships.find(byId(conversation, user)).first())
        .map(MemberDocuments::to);
  }

  @Override
  public Map<UserId, Member> findAll(ConversationId conversation, Collection<UserId> users) {
    return findAll(
        users.stream().map(user -> MemberDocuments.id(conversation, user)).toList(), Member::user);
  }

  @Override
  public Map<ConversationId, Member> findAll(
      UserId user, Collection<ConversationId> conversations) {
    return findAll(
        conversations.stream().map(id -> MemberDocuments.id(id, user)).toList(),
        Member::conversation);
  }

  @Override
  public Map<UserId, Map<ConversationId, Member>> findAll(
      Map<UserId, ? extends Collection<ConversationId>> asked) {
    List<String> ids = new ArrayList<>();
    asked.forEach((user, conversations) ->
        conversations.forEach(id -> ids.add(MemberDocuments.id(id, user))));
    Map<UserId, Map<ConversationId, Member>> found = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids)) {
      for (Document document : memberships.find(in("_id", chunk))) {
        Member member = MemberDocuments.to(document);
        found
            .computeIfAbsent(member.user(), user -> new HashMap<>())
            .put(member.conversation(), member);
      }
    }
    return found;
  }

  private <K> Map<K, Member> findAll(List<String> ids, Function<Member, K> keyOf) {
    Map<K, Member> found = new HashMap<>();
    for (List<String> chunk : Chunks.of(ids)) {
      for (Document document : memberships.find(in("_id", chunk)).batchSize(chunk.size() + 1)) {
        Member member = MemberDocuments.to(document);
        found.put(keyOf.apply(member), member);
      }
    }
    return found;
  }

  @Override
  public boolean put(Member next, long expected) {
    return expected == 0 ? insert(next) : update(next, expected);
  }

  private boolean insert(Member member) {
    return UniqueKeys.tryWrite(() -> memberships.insertOne(MemberDocuments.from(member)));
  }

  private boolean update(Member next, long expected) {
    Document all = MemberDocuments.from(next);
    Bson fields =
        Updates.combine(
            MemberDocuments.RULED_BY_EPOCH.stream()
                .map(field -> Updates.set(field, all.get(field)))
                .toList());
    Bson unchanged = and(byId(next.conversation(), next.user()), eq("epoch", expected));
    return memberships.updateOne(unchanged, fields).getMatchedCount() == 1;
  }

  @Override
  public List<Member> page(ConversationId conversation, @Nullable UserId after, int limit) {
    List<Bson> filters = new ArrayList<>();
    filters.add(eq("conversationId", conversation.value()));
    filters.add(eq("current", true));
    if (after != null) {
      filters.add(gt("userId", after.value()));
    }
    return memberships
        .find(and(filters))
        .sort(Sorts.ascending("userId"))
        .limit(limit)
        .map(MemberDocuments::to)
        .into(new ArrayList<>());
  }

  @Override
  public List<Member> ofUser(UserId user) {
    return memberships
        .find(and(eq("userId", user.value()), eq("current", true)))
        .sort(Sorts.ascending("conversationId"))
        .batchSize(5_000)
        .map(MemberDocuments::to)
        .into(new ArrayList<>());
  }

  @Override
  public void forEachEver(UserId user, PersonalRecords.Taker<Member> taker) throws IOException {
    try (MongoCursor<Member> cursor =
        memberships
            .find(eq("userId", user.value()))
            .batchSize(AT_ONCE)
            .map(MemberDocuments::to)
            .cursor()) {
      while (cursor.hasNext()) {
        taker.take(cursor.next());
      }
    }
  }

  @Override
  public List<ConversationId> everIn(UserId user) {
    return memberships
        .find(eq("userId", user.value()))
        .projection(Projections.include("conversationId"))
        .batchSize(5_000)
        .map(member -> new ConversationId(member.getString("conversationId")))
        .into(new ArrayList<>());
  }

  @Override
  public Set<UserId> presentIn(Collection<ConversationId> conversations, Collection<UserId> users) {
    Bson present =
        and(
            in("userId", users.stream().map(UserId::value).toList()),
            eq("current", true),
            in("conversationId", conversations.stream().map(ConversationId::value).toList()));
    return memberships
        .distinct("userId", present, String.class)
        .map(UserId::new)
        .into(new HashSet<>());
  }

  @Override
  public boolean configure(
      ConversationId conversation, UserId user, @Nullable Boolean muted, @Nullable Boolean pinned) {
    List<Bson> changes = new ArrayList<>();
    changes.add(Updates.set("untold", true));
    changes.add(Updates.inc("configured", 1L));
    if (muted != null) {
      changes.add(Updates.set("muted", muted));
    }
    if (pinned != null) {
      changes.add(Updates.set("pinned", pinned));
    }
    Bson present = and(byId(conversation, user), eq("current", true));
    return memberships.updateOne(present, Updates.combine(changes)).getMatchedCount() == 1;
  }

  private static Bson byId(ConversationId conversation, UserId user) {
    return eq("_id", MemberDocuments.id(conversation, user));
  }
}
