package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Edit;
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
  private final EarlierBodies earlier;

  @Inject
  MongoMessageLog(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
    settled = messages.withReadConcern(ReadConcern.MAJORITY);
    earlier = new EarlierBodies(database);
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
        .projection(MessageDocuments.WHOLE)
        .batchSize(keys.size() + 1)
        .map(MessageDocuments::read)
        .forEach(message -> found.put(message.authorKey(), message));
    addFirstBodies(found);
    return found;
  }

  private void addFirstBodies(Map<AuthorKey, Message> found) {
    Map<MessageId, Message> edited = new HashMap<>();
    found.values().stream()
        .filter(message -> message.version() > 1 && !message.isDeleted())
        .forEach(message -> edited.put(message.id(), message));
    if (!edited.isEmpty()) {
      for (Document first : earlier.first(edited.keySet())) {
        Message message = requireNonNull(edited.get(EarlierBodies.messageOf(first)));
        found.put(message.authorKey(), message.after(EarlierBodies.read(first)));
      }
    }
  }

  @Override
  public List<Message> findAll(Collection<MessageId> ids) {
    return ids.isEmpty()
        ? List.of()
        : documents(ids.stream().map(MessageId::value).toList())
            .projection(MessageDocuments.WHOLE)
            .map(MessageDocuments::read)
            .into(new ArrayList<>());
  }

  @Override
  public List<Brief<Message>> brief(Collection<MessageId> ids) {
    return ids.isEmpty() ? List.of() : brief(ids.stream().map(MessageId::value).toList());
  }

  @Override
  public List<Brief<Message>> stretch(ConversationId conversation, long from, long to) {
    if (from > to) {
      return List.of();
    }
    List<Brief<Message>> found =
        brief(
            LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new MessageId(conversation, seq).value())
                .toList());
    found.sort(Comparator.comparingLong(message -> message.value().seq()));
    return found;
  }

  @Override
  public List<Brief<Edit>> earlier(MessageId id, long from, long to) {
    List<Brief<Edit>> found = earlier.brief(id, from, to);
    found.sort(Comparator.comparingLong(edit -> edit.value().version()));
    return found;
  }

  @Override
  public List<Edit> earlier(MessageId id, Collection<Long> numbers) {
    return earlier.whole(id, numbers);
  }

  private List<Brief<Message>> brief(List<String> ids) {
    return documents(ids)
        .projection(MessageDocuments.BRIEFLY)
        .map(MessageDocuments::brief)
        .into(new ArrayList<>());
  }

  private FindIterable<Document> documents(List<String> ids) {
    return messages.find(in("_id", ids)).batchSize(ids.size() + 1);
  }
}
