package com.paidhr.messenger.delivery.mongo;

import com.mongodb.client.model.UpdateOneModel;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.shared.UserId;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** What outcomes change in the documents of their messages. */
final class OutcomeUpdates {
  private OutcomeUpdates() {}

  static List<UpdateOneModel<Document>> of(Outcome outcome) {
    UserId user = outcome.recipient();
    String head = DeliveryDocuments.id(outcome.message(), 0);
    String chunk = DeliveryDocuments.id(outcome.message(), DeliveryDocuments.chunkOf(user));
    String field = "r." + user.value();
    String state = field + ".s";
    return switch (outcome) {
      case Outcome.Delivered delivered -> {
        Object before = delivered.fresh() ? new Document("$in", List.of("W", "F")) : "W";
        Document drop = new Document("$unset", new Document(field, ""));
        yield List.of(
            update(head, state, before, finalState(field, "D", delivered.attempt())),
            update(head, state, "R", attempted(field, "D", delivered.attempt())),
            update(chunk, state, before, drop),
            update(chunk, state, "R", drop));
      }
      case Outcome.Failed failed ->
          both(head, chunk, state, "W", finalState(field, "F", failed.attempt()));
      case Outcome.Retried retried ->
          both(head, chunk, state, "W", tried(field, retried.attempt()));
      case Outcome.Read read ->
          both(
              head,
              chunk,
              state,
              new Document("$in", List.of("W", "F")),
              new Document(
                  "$set", new Document(state, "R").append(field + ".at", Date.from(read.at()))));
      case Outcome.Replayed replayed ->
          both(head, chunk, state, "F", tried(field, replayed.attempt()));
      case Outcome.Withdrawn withdrawn ->
          both(
              head,
              chunk,
              state,
              new Document("$in", List.of("W", "F")),
              new Document("$set", new Document(state, "X")));
    };
  }

  private static Document finalState(String field, String state, AttemptRecord attempt) {
    Document change = attempted(field, state, attempt);
    change.get("$set", Document.class).append(field + ".at", Date.from(attempt.at()));
    return change;
  }

  private static Document tried(String field, AttemptRecord attempt) {
    return new Document("$set", new Document(field + ".n", attempt.number()))
        .append("$push", new Document(field + ".a", DeliveryDocuments.of(attempt)));
  }

  private static Document attempted(String field, String state, AttemptRecord attempt) {
    return new Document(
            "$set", new Document(field + ".s", state).append(field + ".n", attempt.number()))
        .append("$push", new Document(field + ".a", DeliveryDocuments.of(attempt)));
  }

  private static List<UpdateOneModel<Document>> both(
      String head, String chunk, String state, Object before, Document change) {
    return List.of(update(head, state, before, change), update(chunk, state, before, change));
  }

  private static UpdateOneModel<Document> update(
      String id, String state, Object before, Document change) {
    return new UpdateOneModel<>(new Document("_id", id).append(state, before), change);
  }
}
