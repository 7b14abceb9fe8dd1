package com.paidhr.messenger.delivery.mongo;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How attempts and recipients look inside of documents. */
final class DeliveryDocuments {
  /** Documents of a message beyond the detail limit. */
  static final int CHUNKS = 33;

  private DeliveryDocuments() {}

  static String id(MessageId message, int chunk) {
    return message + "#" + chunk;
  }

  static int chunkOf(UserId user) {
    return 1 + Math.floorMod(user.value().hashCode(), CHUNKS - 1);
  }

  static Document of(AttemptRecord attempt) {
    return new Document("n", attempt.number())
        .append("at", Date.from(attempt.at()))
        .append("w", attempt.worker())
        .append("o", attempt.outcome())
        .append("ms", attempt.latencyMs())
        .append("e", attempt.error())
        .append("sim", attempt.simulated());
  }

  static List<AttemptRecord> attempts(@Nullable List<Document> documents) {
    return documents == null
        ? List.of()
        : documents.stream()
            .map(a ->
                new AttemptRecord(
                    a.getInteger("n", 0),
                    a.getDate("at").toInstant(),
                    a.getString("w"),
                    a.getString("o"),
                    a.get("ms", 0.0),
                    a.getString("e"),
                    a.getBoolean("sim", false)))
            .toList();
  }

  /** The recipients under {@code r} of a document. */
  static Stream<RecipientStatus> exceptions(Document document) {
    Document recipients = document.get("r", new Document());
    return recipients.entrySet().stream().map(DeliveryDocuments::status);
  }

  /** The recipients under {@code ok} of a document. */
  static Stream<RecipientStatus> delivered(Document document) {
    Instant at = document.getDate("at").toInstant();
    List<String> ok = document.getList("ok", String.class, List.of());
    return ok.stream()
        .map(user -> new RecipientStatus(new UserId(user), State.DELIVERED, 1, at, List.of()));
  }

  static State state(Document recipient) {
    return switch (recipient.getString("s")) {
      case "D" -> State.DELIVERED;
      case "R" -> State.READ;
      case "F" -> State.FAILED;
      case "X" -> State.WITHDRAWN;
      default -> State.WAITING;
    };
  }

  private static RecipientStatus status(Map.Entry<String, Object> entry) {
    Document recipient = (Document) entry.getValue();
    Date at = recipient.getDate("at");
    return new RecipientStatus(
        new UserId(entry.getKey()),
        state(recipient),
        recipient.getInteger("n", 0),
        at == null ? null : at.toInstant(),
        attempts(recipient.getList("a", Document.class)));
  }
}
