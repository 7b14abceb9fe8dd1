package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.bson.Document;

/** The collections of this module and their indexes, which it makes at every start. */
@ApplicationScoped
class MessagingSchema {
  static final String MESSAGES = "messages";
  static final String EDITS = "messageEdits";
  static final String LOG_ENDS = "logEnds";
  static final String AUTHOR_COUNTS = "authorCounts";
  static final String TOMBSTONES = "tombstones";
  static final String RECEIPTS = "receipts";
  static final String READ_MARKS = "readMarks";
  static final String REPORTS = "reports";
  static final String LEGAL_HOLDS = "legalHolds";
  static final String ERASURES = "erasures";
  static final String RETENTION = "retention";
  static final String SCHEDULED = "scheduledMessages";

  private final MongoDatabase database;

  @Inject
  MessagingSchema(MongoDatabase database) {
    this.database = database;
  }

  void create(@Observes @Priority(100) @Initialized(ApplicationScoped.class) Object start) {
    create();
  }

  /** Makes what is missing; indexes that exist stay. */
  void create() {
    MongoCollection<Document> messages = database.getCollection(MESSAGES);
    messages.createIndex(
        ascending("conversationId", "senderId", "clientMessageId"),
        new IndexOptions().unique(true).name("authorKey"));
    messages.createIndex(
        ascending("undelivered", "createdAt", "_id"),
        new IndexOptions()
            .name("waiting")
            .partialFilterExpression(Filters.eq("undelivered", true)));
    messages.createIndex(
        ascending("threadOf", "seq"),
        new IndexOptions().name("thread").partialFilterExpression(Filters.exists("threadOf")));
    messages.createIndex(ascending("terms", "conversationId"), new IndexOptions().name("words"));
    messages.createIndex(ascending("reply.id"), new IndexOptions().name("answers").sparse(true));
    messages.createIndex(
        ascending("conversationId", "pinnedAt", "seq"),
        new IndexOptions().name("pins").partialFilterExpression(Filters.exists("pinnedAt")));
    messages.createIndex(
        ascending("conversationId", "changedIn", "changedAt", "seq"),
        new IndexOptions().name("changes").partialFilterExpression(Filters.exists("changedIn")));
    messages.createIndex(ascending("untold"), new IndexOptions().name("untold").sparse(true));
    MongoCollection<Document> receipts = database.getCollection(RECEIPTS);
    receipts.createIndex(ascending("block"), new IndexOptions().name("block"));
    receipts.createIndex(ascending("untold"), new IndexOptions().name("untold").sparse(true));
    MongoCollection<Document> scheduled = database.getCollection(SCHEDULED);
    scheduled.createIndex(
        ascending("slot"), new IndexOptions().name("slot").unique(true).sparse(true));
    scheduled.createIndex(ascending("state", "hour", "sendAt"), new IndexOptions().name("due"));
    scheduled.createIndex(ascending("senderId", "state", "sendAt"), new IndexOptions().name("own"));
    database
        .getCollection(RETENTION)
        .createIndex(ascending("skipped"), new IndexOptions().name("skipped").sparse(true));
    MongoCollection<Document> erasures = database.getCollection(ERASURES);
    erasures.createIndex(ascending("user"), new IndexOptions().name("user").unique(true));
    erasures.createIndex(ascending("due"), new IndexOptions().name("due").sparse(true));
    MongoCollection<Document> reports = database.getCollection(REPORTS);
    reports.createIndex(ascending("order"), new IndexOptions().name("order"));
    reports.createIndex(ascending("state", "order"), new IndexOptions().name("queue"));
    reports.createIndex(ascending("reporter", "state"), new IndexOptions().name("reporter"));
    reports.createIndex(ascending("messageId", "state"), new IndexOptions().name("message"));
  }
}
