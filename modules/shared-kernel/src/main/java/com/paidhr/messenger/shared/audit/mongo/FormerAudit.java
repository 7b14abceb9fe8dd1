package com.paidhr.messenger.shared.audit.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditEntry.Result;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.audit.Origin;
import com.paidhr.messenger.shared.mongo.StoredForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Moves the entries that were kept in {@code auditLog}, without a chain, behind the chain. */
@ApplicationScoped
class FormerAudit implements StoredForm {
  private static final int AT_ONCE = 200;

  private final MongoCollection<Document> former;
  private final AuditLog audit;

  @Inject
  FormerAudit(MongoDatabase database, AuditLog audit) {
    this.former = database.getCollection("auditLog");
    this.audit = audit;
  }

  @Override
  public String name() {
    return "audit chain";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable String rebuild(@Nullable String place) {
    List<Document> some =
        former.find().sort(Sorts.ascending("_id")).limit(AT_ONCE).into(new ArrayList<>());
    if (some.isEmpty()) {
      return null;
    }
    audit.note(some.stream().map(FormerAudit::entry).toList());
    List<String> moved = some.stream().map(document -> document.getString("_id")).toList();
    former.deleteMany(in("_id", moved));
    return moved.getLast();
  }

  private static AuditEntry entry(Document document) {
    return new AuditEntry(
        document.getString("_id"),
        document.getDate("at").toInstant(),
        AuditDocuments.user(document.getString("actor")),
        document.getString("action"),
        Result.DONE,
        AuditDocuments.conversation(document),
        AuditDocuments.user(document.getString("target")),
        AuditDocuments.facts(document),
        Origin.UNKNOWN);
  }
}
