package com.paidhr.messenger.shared.audit.mongo;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditEntry.Result;
import com.paidhr.messenger.shared.audit.Origin;
import com.paidhr.messenger.shared.audit.StoredEntry;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The one mapping of audit entries. */
final class AuditDocuments {
  private AuditDocuments() {}

  static Document of(StoredEntry stored) {
    AuditEntry entry = stored.entry();
    Origin origin = Objects.requireNonNull(entry.origin());
    return new Document("_id", stored.number())
        .append("key", entry.key())
        .append("at", Date.from(Objects.requireNonNull(entry.at())))
        .append("actor", text(entry.actor()))
        .append("action", entry.action())
        .append("result", entry.result().name())
        .append("conversationId", text(entry.conversation()))
        .append("target", text(entry.target()))
        .append("facts", new Document(new HashMap<>(entry.facts())))
        .append("address", origin.address())
        .append("requestId", origin.requestId())
        .append("previous", stored.previous())
        .append("hash", stored.hash());
  }

  static StoredEntry entry(Document document) {
    AuditEntry entry =
        new AuditEntry(
            document.getString("key"),
            document.getDate("at").toInstant(),
            user(document.getString("actor")),
            document.getString("action"),
            Result.valueOf(document.getString("result")),
            conversation(document),
            user(document.getString("target")),
            facts(document),
            new Origin(document.getString("address"), document.getString("requestId")));
    return new StoredEntry(
        document.getLong("_id"), entry, document.getString("previous"), document.getString("hash"));
  }

  static @Nullable ConversationId conversation(Document document) {
    String id = document.getString("conversationId");
    return id == null ? null : new ConversationId(id);
  }

  static @Nullable UserId user(@Nullable String id) {
    return id == null ? null : new UserId(id);
  }

  static Map<String, String> facts(Document document) {
    Map<String, String> facts = new HashMap<>();
    document.get("facts", new Document()).forEach((name, value) -> facts.put(name, text(value)));
    return facts;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
