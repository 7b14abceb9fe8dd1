package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import com.paidhr.messenger.messaging.domain.Erasure.Progress;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.messaging.domain.Erasures;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Erasures in the collection {@code erasures}: {@code _id, user} (unique), {@code policy, by,
 * requestedAt, state, progress {nameless, last, upTo, messages, skipped}, node, due} until it is
 * done, and {@code finishedAt} then.
 */
@ApplicationScoped
class MongoErasures implements Erasures {
  private static final String ID = "_id";
  private static final String USER = "user";
  private static final String STATE = "state";
  private static final String PROGRESS = "progress";
  private static final String NODE = "node";
  private static final String DUE = "due";

  private final MongoCollection<Document> erasures;

  @Inject
  MongoErasures(MongoDatabase database) {
    erasures = database.getCollection(MessagingSchema.ERASURES);
  }

  @Override
  public boolean add(Erasure erasure) {
    try {
      erasures.insertOne(
          new Document(ID, erasure.id())
              .append(USER, erasure.user().value())
              .append("policy", erasure.policy().name())
              .append("by", erasure.by().value())
              .append("requestedAt", Date.from(erasure.requestedAt()))
              .append(STATE, erasure.state().name())
              .append(PROGRESS, of(erasure.progress()))
              .append(DUE, Date.from(erasure.requestedAt())));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private static Document of(Progress progress) {
    ConversationId last = progress.last();
    return new Document("nameless", progress.nameless())
        .append("last", last == null ? null : last.value())
        .append("upTo", progress.upTo())
        .append("messages", progress.messages())
        .append("skipped", progress.skipped());
  }

  @Override
  public Optional<Erasure> find(String id) {
    return first(eq(ID, id));
  }

  @Override
  public Optional<Erasure> of(UserId user) {
    return first(eq(USER, user.value()));
  }

  private Optional<Erasure> first(Bson filter) {
    return Optional.ofNullable(erasures.find(filter).first()).map(MongoErasures::erasure);
  }

  @Override
  public List<Erasure> due(Instant now, int limit) {
    return erasures
        .find(lte(DUE, Date.from(now)))
        .sort(Sorts.ascending(DUE))
        .limit(limit)
        .map(MongoErasures::erasure)
        .into(new ArrayList<>());
  }

  @Override
  public Optional<Erasure> take(String id, String node, Instant now, Instant until) {
    boolean taken =
        erasures
                .updateOne(
                    and(eq(ID, id), lte(DUE, Date.from(now))),
                    combine(set(DUE, Date.from(until)), set(NODE, node)))
                .getMatchedCount()
            == 1;
    return taken ? find(id) : Optional.empty();
  }

  @Override
  public boolean save(String id, String node, Progress progress, State state, Instant due) {
    return erasures
            .updateOne(
                and(eq(ID, id), eq(NODE, node)),
                combine(
                    set(PROGRESS, of(progress)),
                    set(STATE, state.name()),
                    set(DUE, Date.from(due))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void finish(String id, Progress progress, Instant now) {
    erasures.updateOne(
        eq(ID, id),
        combine(
            set(PROGRESS, of(progress)),
            set(STATE, State.DONE.name()),
            set("finishedAt", Date.from(now)),
            unset(DUE),
            unset(NODE)));
  }

  private static Erasure erasure(Document document) {
    Date finished = document.getDate("finishedAt");
    return new Erasure(
        document.getString(ID),
        new UserId(document.getString(USER)),
        Policy.valueOf(document.getString("policy")),
        new UserId(document.getString("by")),
        document.getDate("requestedAt").toInstant(),
        progress(document.get(PROGRESS, Document.class)),
        State.valueOf(document.getString(STATE)),
        finished == null ? null : finished.toInstant());
  }

  private static Progress progress(Document document) {
    String last = document.getString("last");
    return new Progress(
        document.getBoolean("nameless"),
        last == null ? null : new ConversationId(last),
        MessageDocuments.number(document, "upTo"),
        MessageDocuments.number(document, "messages"),
        document.getBoolean("skipped"));
  }
}
