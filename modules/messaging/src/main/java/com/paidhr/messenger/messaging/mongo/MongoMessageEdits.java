package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.MessageChanges.Kind;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Conditional updates of single messages. */
@ApplicationScoped
class MongoMessageEdits implements MessageEdits {
  private static final Bson ALIVE = exists("deletedAt", false);

  private static final FindOneAndUpdateOptions TO_BE_TOLD =
      new FindOneAndUpdateOptions()
          .projection(MongoChangeMarks.MARK)
          .returnDocument(ReturnDocument.AFTER);

  private final MongoCollection<Document> messages;
  private final EarlierBodies earlier;

  private final MongoTombstones tombstones;

  @Inject
  MongoMessageEdits(MongoDatabase database, MongoTombstones tombstones) {
    this.tombstones = tombstones;
    messages = database.getCollection(MessagingSchema.MESSAGES);
    earlier = new EarlierBodies(database);
  }

  private static Bson asKnown(Message current) {
    return and(eq("_id", current.id().value()), eq("version", current.version()), ALIVE);
  }

  @Override
  public Optional<Untold> edit(Message current, String body, Mentions mentions, Instant now) {
    earlier.keep(current, now);
    List<Bson> changes = new ArrayList<>(MongoChangeMarks.changed(Kind.EDITED, now));
    changes.add(StoredBody.set(body));
    changes.add(set("editedAt", Date.from(now)));
    changes.add(set("terms", MessageDocuments.terms(body, current.attachments())));
    changes.add(
        mentions.users().isEmpty()
            ? unset("mentions")
            : set("mentions", mentions.users().stream().map(UserId::value).toList()));
    changes.add(mentions.all() ? set("mentionsAll", true) : unset("mentionsAll"));
    changes.add(inc("version", 1L));
    return change(asKnown(current), changes);
  }

  @Override
  public Optional<Untold> delete(Message current, Instant now) {
    tombstones.note(List.of(current));
    return change(asKnown(current), tombstone(now));
  }

  private static List<Bson> tombstone(Instant now) {
    List<Bson> tombstone = new ArrayList<>(MongoChangeMarks.changed(Kind.DELETED, now));
    tombstone.addAll(
        List.of(
            set("deletedAt", Date.from(now)),
            inc("version", 1L),
            StoredBody.unset(),
            unset("terms"),
            unset("reactions"),
            unset("mentions"),
            unset("mentionsAll"),
            unset("pinnedAt")));
    return tombstone;
  }

  @Override
  public void deleteAll(Collection<Message> alive, Instant now) {
    if (!alive.isEmpty()) {
      tombstones.note(alive);
      List<String> ids = alive.stream().map(message -> message.id().value()).toList();
      messages.updateMany(and(in("_id", ids), ALIVE), combine(tombstone(now)));
    }
  }

  @Override
  public void sweepAll(Collection<Message> tombstones, Instant now) {
    if (!tombstones.isEmpty()) {
      List<WriteModel<Document>> answers = new ArrayList<>();
      tombstones.forEach(message ->
          answers.add(
              new UpdateManyModel<>(
                  olderQuotesOf(message.quoted()), requoted(message.quoted(), now))));
      messages.bulkWrite(answers, new BulkWriteOptions().ordered(false));
      earlier.forget(tombstones.stream().filter(MongoMessageEdits::mayHaveEarlier).toList());
    }
  }

  @Override
  public void forgetEarlier(Message tombstone) {
    if (mayHaveEarlier(tombstone)) {
      earlier.forget(List.of(tombstone));
    }
  }

  /** The first version and the deletion alone leave none. */
  private static boolean mayHaveEarlier(Message tombstone) {
    return tombstone.version() > 2;
  }

  @Override
  public void forgetFiles(Collection<MessageId> ids) {
    messages.updateMany(
        and(in("_id", ids.stream().map(MessageId::value).toList()), exists("deletedAt")),
        unset("attachments"));
  }

  @Override
  public void requote(Quote quote, Instant now) {
    messages.updateMany(olderQuotesOf(quote), requoted(quote, now));
  }

  private static Bson olderQuotesOf(Quote quote) {
    return and(eq("reply.id", quote.id().value()), not(gte("reply.version", quote.version())));
  }

  private static Bson requoted(Quote quote, Instant now) {
    List<Bson> changes = new ArrayList<>(MongoChangeMarks.changed(now));
    changes.add(set("reply", MessageDocuments.of(quote)));
    return combine(changes);
  }

  @Override
  public Optional<Untold> react(MessageId id, ReactionMark mark, Instant now) {
    List<Bson> changes = new ArrayList<>(MongoChangeMarks.changed(Kind.REACTION, now));
    changes.add(addToSet("reactions", of(mark)));
    return change(
        and(eq("_id", id.value()), ALIVE, exists("reactions." + (MAX_REACTIONS - 1), false)),
        changes);
  }

  @Override
  public Optional<Untold> unreact(MessageId id, ReactionMark mark, Instant now) {
    List<Bson> changes = new ArrayList<>(MongoChangeMarks.changed(Kind.REACTION, now));
    changes.add(pull("reactions", of(mark)));
    Bson there =
        elemMatch("reactions", and(eq("emoji", mark.emoji()), eq("userId", mark.user().value())));
    return change(and(eq("_id", id.value()), there), changes);
  }

  private static Document of(ReactionMark mark) {
    return new Document("emoji", mark.emoji()).append("userId", mark.user().value());
  }

  @Override
  public Optional<Untold> pin(MessageId id, boolean pinned, Instant now) {
    List<Bson> changes = new ArrayList<>(MongoChangeMarks.changed(Kind.PINNED, now));
    changes.add(pinned ? set("pinnedAt", Date.from(now)) : unset("pinnedAt"));
    return change(and(eq("_id", id.value()), ALIVE, exists("pinnedAt", !pinned)), changes);
  }

  /** Changes the message if it is as the filter says; tells what is to be told of it now. */
  private Optional<Untold> change(Bson filter, List<Bson> changes) {
    return Optional.ofNullable(messages.findOneAndUpdate(filter, combine(changes), TO_BE_TOLD))
        .map(MongoChangeMarks::untold);
  }

  @Override
  public List<Brief<Message>> thread(MessageId root, long after, int limit) {
    return messages
        .find(and(eq("threadOf", root.value()), gt("seq", after)))
        .sort(Sorts.ascending("seq"))
        .projection(MessageDocuments.BRIEFLY)
        .limit(limit)
        .batchSize(limit + 1)
        .map(MessageDocuments::brief)
        .into(new ArrayList<>());
  }

  @Override
  public List<Brief<Message>> pinned(
      ConversationId conversation, long from, @Nullable Pin after, int limit) {
    List<Bson> all = new ArrayList<>();
    all.add(eq("conversationId", conversation.value()));
    all.add(exists("pinnedAt"));
    all.add(gte("seq", from));
    if (after != null) {
      Date at = Date.from(after.at());
      all.add(or(lt("pinnedAt", at), and(eq("pinnedAt", at), lt("seq", after.seq()))));
    }
    return messages
        .find(and(all))
        .sort(Sorts.descending("pinnedAt", "seq"))
        .projection(MessageDocuments.BRIEFLY)
        .limit(limit)
        .batchSize(limit + 1)
        .map(MessageDocuments::brief)
        .into(new ArrayList<>());
  }
}
