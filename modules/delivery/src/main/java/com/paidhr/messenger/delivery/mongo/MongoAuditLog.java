package com.paidhr.messenger.delivery.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.domain.AuditLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import org.bson.Document;

/**
 * Entries in the collection {@code auditLog}, which conversations document. The {@code _id} begins
 * with the time.
 */
@ApplicationScoped
public class MongoAuditLog implements AuditLog {
  private final MongoCollection<Document> entries;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  public MongoAuditLog(MongoDatabase database, IdGenerator ids, Clock clock) {
    this.entries = database.getCollection("auditLog");
    this.ids = ids;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected MongoAuditLog() {
    this.entries = null;
    this.ids = null;
    this.clock = null;
  }

  @Override
  public void note(List<Entry> added) {
    if (!added.isEmpty()) {
      Instant now = clock.instant();
      entries.insertMany(added.stream().map(entry -> document(entry, now)).toList());
    }
  }

  private Document document(Entry entry, Instant now) {
    ConversationId conversation = entry.conversation();
    UserId target = entry.target();
    return new Document("_id", "%015d.%s".formatted(now.toEpochMilli(), ids.next()))
        .append("at", Date.from(now))
        .append("actor", entry.actor().value())
        .append("action", entry.action())
        .append("conversationId", conversation == null ? null : conversation.value())
        .append("target", target == null ? null : target.value())
        .append("facts", new Document(new HashMap<>(entry.facts())));
  }
}
