package com.paidhr.messenger.messaging.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.shared.ConversationId;
import java.util.Collection;
import org.bson.Document;

/** Stores delivered messages as sending and delivering them would have left them. */
public final class StoredMessages {
  private final MongoDatabase database;
  private final MongoCollection<Document> messages;

  public StoredMessages(MongoDatabase database) {
    this.database = database;
    this.messages = database.getCollection(MessagingSchema.MESSAGES);
  }

  /** Makes the collections and their indexes, as every start does. */
  public void createSchema() {
    new MessagingSchema(database).create();
  }

  /** Stores them in one command. */
  public void insert(Collection<Message> delivered, long recipients) {
    messages.insertMany(delivered.stream().map(message -> delivered(message, recipients)).toList());
  }

  private static Document delivered(Message message, long recipients) {
    Document document = MessageDocuments.of(message);
    document.remove("undelivered");
    document.put("status", "DELIVERED");
    return document.append(
        "counts",
        new Document("recipients", recipients)
            .append("delivered", recipients)
            .append("failed", 0L));
  }

  /** Where a conversation ends at present, or 0. */
  public long lastSeq(ConversationId conversation) {
    return new MongoMessageLog(database).tail(conversation, 0).seq();
  }

  /** Notes the end of a conversation, as sending does. */
  public void noteEnd(ConversationId conversation, long seq) {
    new MongoLogEndStore(database).raise(conversation, seq);
  }

  /** Where receipts are kept. */
  public ReceiptStore receipts() {
    return new MongoReceiptStore(database);
  }
}
