package com.paidhr.messenger.identity.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import com.paidhr.messenger.identity.domain.PersonalExport.State;
import com.paidhr.messenger.identity.domain.PersonalExports;
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
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code personalExports}: {@code _id, user, state, requestedAt, attempt, claimedUntil,
 * progress [{name, records, done}], size, sha256, finishedAt, expiresAt, failure}, and while it is
 * unfinished {@code unfinished}, the user once more, of which a unique index takes one. The state
 * {@code REMOVED} is that of what nobody sees any more.
 */
@ApplicationScoped
public class MongoPersonalExports implements PersonalExports {
  private static final String STATE = "state";
  private static final String REMOVED = "REMOVED";
  private static final String CLAIMED_UNTIL = "claimedUntil";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String UNFINISHED = "unfinished";
  private static final int MOST_SHOWN = 100;

  private final MongoCollection<Document> exports;

  @Inject
  public MongoPersonalExports(MongoDatabase database) {
    this.exports = database.getCollection("personalExports");
  }

  /** Before anybody asks. */
  public void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    exports.createIndex(
        Indexes.ascending(UNFINISHED), new IndexOptions().unique(true).sparse(true));
    exports.createIndex(Indexes.ascending("user"));
    exports.createIndex(Indexes.ascending(STATE, "requestedAt"));
  }

  @Override
  public boolean add(PersonalExport export) {
    try {
      exports.insertOne(
          new Document("_id", export.id())
              .append("user", export.user().value())
              .append(STATE, export.state().name())
              .append("requestedAt", Date.from(export.requestedAt()))
              .append("attempt", export.attempt())
              .append(CLAIMED_UNTIL, new Date(0))
              .append(UNFINISHED, export.user().value()));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<PersonalExport> find(UserId user, String id) {
    return Optional.ofNullable(exports.find(own(user, id)).first()).map(MongoPersonalExports::read);
  }

  private static Bson own(UserId user, String id) {
    return and(eq("_id", id), eq("user", user.value()), ne(STATE, REMOVED));
  }

  @Override
  public List<PersonalExport> of(UserId user) {
    return exports
        .find(and(eq("user", user.value()), ne(STATE, REMOVED)))
        .sort(Sorts.descending("requestedAt"))
        .limit(MOST_SHOWN)
        .map(MongoPersonalExports::read)
        .into(new ArrayList<>());
  }

  @Override
  public Optional<PersonalExport> claim(Instant now, Instant until) {
    Bson free =
        and(
            in(STATE, State.WAITING.name(), State.RUNNING.name()),
            lt(CLAIMED_UNTIL, Date.from(now)));
    return Optional.ofNullable(
            exports.findOneAndUpdate(
                free,
                combine(
                    set(STATE, State.RUNNING.name()),
                    set(CLAIMED_UNTIL, Date.from(until)),
                    set("progress", List.of()),
                    inc("attempt", 1)),
                new FindOneAndUpdateOptions()
                    .sort(Sorts.ascending("requestedAt"))
                    .returnDocument(ReturnDocument.AFTER)))
        .map(MongoPersonalExports::read);
  }

  private static Bson held(PersonalExport claimed) {
    return and(
        eq("_id", claimed.id()), eq("attempt", claimed.attempt()), eq(STATE, State.RUNNING.name()));
  }

  private boolean update(PersonalExport claimed, Bson change) {
    return exports.updateOne(held(claimed), change).getMatchedCount() == 1;
  }

  @Override
  public boolean renew(PersonalExport claimed, List<Part> progress, Instant until) {
    return update(
        claimed, combine(set(CLAIMED_UNTIL, Date.from(until)), set("progress", parts(progress))));
  }

  @Override
  public void release(PersonalExport claimed) {
    update(claimed, combine(set(STATE, State.WAITING.name()), set(CLAIMED_UNTIL, new Date(0))));
  }

  @Override
  public boolean finish(
      PersonalExport claimed,
      Archive archive,
      List<Part> progress,
      Instant now,
      Instant expiresAt) {
    return update(
        claimed,
        combine(
            ended(State.READY, progress, now, expiresAt),
            set("size", archive.size()),
            set("sha256", archive.sha256())));
  }

  @Override
  public boolean fail(
      PersonalExport claimed,
      Failure failure,
      List<Part> progress,
      Instant now,
      Instant expiresAt) {
    return update(
        claimed,
        combine(ended(State.FAILED, progress, now, expiresAt), set("failure", failure.name())));
  }

  private static Bson ended(State state, List<Part> progress, Instant now, Instant expiresAt) {
    return combine(
        set(STATE, state.name()),
        set("progress", parts(progress)),
        set("finishedAt", Date.from(now)),
        set(EXPIRES_AT, Date.from(expiresAt)),
        set(CLAIMED_UNTIL, new Date(0)),
        unset(UNFINISHED));
  }

  /** Of one that is being written the claim stays: until its end pieces may still be added. */
  private static Bson removed() {
    return combine(set(STATE, REMOVED), unset(UNFINISHED));
  }

  @Override
  public boolean remove(UserId user, String id) {
    return exports.updateOne(own(user, id), removed()).getMatchedCount() == 1;
  }

  @Override
  public void removeAllOf(UserId user) {
    exports.updateMany(eq("user", user.value()), removed());
  }

  @Override
  public void removeReadyBut(UserId user, String id) {
    exports.updateMany(
        and(eq("user", user.value()), eq(STATE, State.READY.name()), ne("_id", id)), removed());
  }

  @Override
  public List<PersonalExport> removable(Instant now, int limit) {
    return exports
        .find(
            and(
                in(STATE, REMOVED, State.READY.name(), State.FAILED.name()),
                lt(CLAIMED_UNTIL, Date.from(now)),
                or(eq(STATE, REMOVED), lte(EXPIRES_AT, Date.from(now)))))
        .limit(limit)
        .map(MongoPersonalExports::read)
        .into(new ArrayList<>());
  }

  @Override
  public void forget(PersonalExport export) {
    exports.deleteOne(eq("_id", export.id()));
  }

  private static List<Document> parts(List<Part> progress) {
    return progress.stream()
        .map(part ->
            new Document("name", part.name())
                .append("records", part.records())
                .append("done", part.done()))
        .toList();
  }

  private static PersonalExport read(Document document) {
    String failure = document.getString("failure");
    String state = document.getString(STATE);
    return new PersonalExport(
        document.getString("_id"),
        new UserId(document.getString("user")),
        state.equals(REMOVED) ? State.FAILED : State.valueOf(state),
        document.getDate("requestedAt").toInstant(),
        document.getInteger("attempt"),
        document.getList("progress", Document.class, List.of()).stream()
            .map(part ->
                new Part(
                    part.getString("name"),
                    part.get("records", Number.class).longValue(),
                    part.getBoolean("done")))
            .toList(),
        document.get("size") instanceof Number size ? size.longValue() : 0,
        document.getString("sha256"),
        instant(document.getDate("finishedAt")),
        instant(document.getDate(EXPIRES_AT)),
        failure == null ? null : Failure.valueOf(failure));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
