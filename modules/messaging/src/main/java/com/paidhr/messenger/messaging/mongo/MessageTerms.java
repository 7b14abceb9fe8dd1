package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.mongo.StoredForm;
import com.paidhr.messenger.shared.text.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The search terms of stored messages. They are made anew conversation by conversation, since a
 * place in a log is known by its {@code _id} on every store. A message that is edited meanwhile has
 * new terms already, and another version. A place is {@code <seq> <conversation>}.
 */
@ApplicationScoped
class MessageTerms implements StoredForm {
  private static final int AT_ONCE = 200;

  private final MongoCollection<Document> messages;
  private @Nullable TreeSet<String> conversations;

  @Inject
  MessageTerms(MongoDatabase database) {
    messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  @Override
  public String name() {
    return "message terms";
  }

  @Override
  public int version() {
    return Words.VERSION;
  }

  @Override
  public synchronized @Nullable String rebuild(@Nullable String place) {
    TreeSet<String> all = conversations;
    if (all == null || place == null) {
      all = messages.distinct("conversationId", String.class).into(new TreeSet<>());
      conversations = all;
    }
    String[] last = place == null ? new String[] {"0", ""} : place.split(" ", 2);
    String conversation = place == null ? first(all) : last[1];
    long from = Long.parseLong(last[0]) + 1;
    long end = from + AT_ONCE - 1;
    if (conversation != null && !rebuild(new ConversationId(conversation), from)) {
      conversation = all.higher(conversation);
      end = 0;
    }
    if (conversation == null) {
      conversations = null;
      return null;
    }
    return end + " " + conversation;
  }

  private static @Nullable String first(TreeSet<String> all) {
    return all.isEmpty() ? null : all.first();
  }

  /** Whether there were messages from this seq on. */
  private boolean rebuild(ConversationId conversation, long from) {
    List<WriteModel<Document>> changes = new ArrayList<>();
    boolean any = false;
    for (Document stored :
        messages
            .find(
                in(
                    "_id",
                    LongStream.range(from, from + AT_ONCE)
                        .mapToObj(seq -> new MessageId(conversation, seq).value())
                        .toList()))
            .projection(Projections.exclude("edits"))
            .batchSize(AT_ONCE + 1)) {
      any = true;
      Message message = MessageDocuments.read(stored);
      List<String> terms = MessageDocuments.terms(message.body(), message.attachments());
      List<String> old = stored.getList("terms", String.class);
      if (!message.isDeleted()
          && message.system() == null
          && !terms.equals(old == null ? List.of() : old)) {
        changes.add(
            new UpdateOneModel<>(
                and(eq("_id", message.id().value()), eq("version", message.version())),
                set("terms", terms)));
      }
    }
    if (!changes.isEmpty()) {
      messages.bulkWrite(changes, new BulkWriteOptions().ordered(false));
    }
    return any;
  }
}
