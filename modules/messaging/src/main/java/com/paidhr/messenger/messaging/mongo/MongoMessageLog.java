package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The log in the collection {@code messages}. Every read of a page is a list of ids. What decides
 * about the next place is read with read concern "majority": a place seen there cannot be rolled
 * back by a failover, which would leave a hole behind the message that followed it.
 */
@ApplicationScoped
class MongoMessageLog implements MessageLog {
  private final MongoCollection<Document> messages;
  private final MongoCollection<Document> settled;

  @Inject
  MongoMessageLog(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
    settled = messages.withReadConcern(ReadConcern.MAJORITY);
  }

  @Override
  public Tail tail(ConversationId conversation, long hint) {
    return new TailProbe(seqs -> probe(conversation, seqs)).from(hint);
  }

  private List<Tail> probe(ConversationId conversation, List<Long> seqs) {
    List<String> ids = seqs.stream().map(seq -> new MessageId(conversation, seq).value()).toList();
    return settled
        .find(in("_id", ids))
        .projection(new Document("seq", 1))
        .batchSize(ids.size() + 1)
        .map(found -> new Tail(MessageDocuments.number(found, "seq")))
        .into(new ArrayList<>());
  }

  @Override
  public int insert(List<Message> consecutive) {
    try {
      messages.insertMany(
          consecutive.stream().map(MessageDocuments::of).toList(),
          new InsertManyOptions().ordered(true));
      return consecutive.size();
    } catch (MongoBulkWriteException e) {
      boolean onlyDuplicate =
          e.getWriteConcernError() == null
              && e.getWriteErrors().size() == 1
              && e.getWriteErrors().getFirst().getCategory() == ErrorCategory.DUPLICATE_KEY;
      if (!onlyDuplicate) {
        throw e;
      }
      // The index of the error is right on every server; the count of inserted ones is not.
      return e.getWriteErrors().getFirst().getIndex();
    }
  }

  @Override
  public Map<AuthorKey, Message> findByKeys(
      ConversationId conversation, Collection<AuthorKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> keysByAuthor = new HashMap<>();
    keys.forEach(key ->
        keysByAuthor.computeIfAbsent(key.author(), author -> new ArrayList<>()).add(key.key()));
    List<Bson> byAuthor = new ArrayList<>();
    keysByAuthor.forEach((author, own) ->
        byAuthor.add(
            and(
                eq("conversationId", conversation.value()),
                eq("senderId", author),
                in("clientMessageId", own))));
    Map<AuthorKey, Message> found = new HashMap<>();
    settled
        .find(byAuthor.size() == 1 ? byAuthor.getFirst() : or(byAuthor))
        .projection(exclude("terms"))
        .batchSize(keys.size() + 1)
        .map(MessageDocuments::read)
        .forEach(message -> found.put(message.authorKey(), message));
    return found;
  }

  @Override
  public Optional<Message> findWithEdits(MessageId id) {
    return Optional.ofNullable(
            messages.find(eq("_id", id.value())).projection(exclude("terms")).first())
        .map(MessageDocuments::read);
  }

  @Override
  public List<Message> findAll(Collection<MessageId> ids) {
    return ids.isEmpty() ? List.of() : read(ids.stream().map(MessageId::value).toList());
  }

  @Override
  public List<Message> range(ConversationId conversation, long from, long to) {
    if (from > to) {
      return List.of();
    }
    List<Message> found =
        read(
            LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new MessageId(conversation, seq).value())
                .toList());
    found.sort(Comparator.comparingLong(Message::seq));
    return found;
  }

  private List<Message> read(List<String> ids) {
    return messages
        .find(in("_id", ids))
        .projection(MessageDocuments.WITHOUT_EDITS)
        .batchSize(ids.size() + 1)
        .map(MessageDocuments::read)
        .into(new ArrayList<>());
  }
}
