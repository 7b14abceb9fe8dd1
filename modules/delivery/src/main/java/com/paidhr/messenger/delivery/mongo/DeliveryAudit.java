package com.paidhr.messenger.delivery.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;

/** Entries about dead letters in the collection {@code auditLog}, in the form that all share. */
@ApplicationScoped
public class DeliveryAudit {
  private final MongoCollection<Document> entries;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  public DeliveryAudit(MongoDatabase database, IdGenerator ids, Clock clock) {
    this.entries = database.getCollection("auditLog");
    this.ids = ids;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DeliveryAudit() {
    this.entries = null;
    this.ids = null;
    this.clock = null;
  }

  /** Notes what was done with a dead letter. */
  public void note(UserId actor, String action, DeadLetter letter, Map<String, String> facts) {
    Instant now = clock.instant();
    UserId recipient = letter.recipient();
    Document all = new Document("deadLetterId", letter.id()).append("cause", letter.cause());
    all.putAll(facts);
    entries.insertOne(
        new Document("_id", "%015d.%s".formatted(now.toEpochMilli(), ids.next()))
            .append("at", Date.from(now))
            .append("actor", actor.value())
            .append("action", action)
            .append("conversationId", letter.message().conversation().value())
            .append("target", recipient == null ? null : recipient.value())
            .append("facts", all));
  }
}
