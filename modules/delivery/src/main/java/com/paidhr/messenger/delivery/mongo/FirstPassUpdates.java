package com.paidhr.messenger.delivery.mongo;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/** The documents that first passes begin. */
final class FirstPassUpdates {
  private final int detailLimit;

  FirstPassUpdates(int detailLimit) {
    this.detailLimit = detailLimit;
  }

  /** Ids of all documents that messages beyond the detail limit may have. */
  static List<String> ids(List<FirstPass> passes) {
    return passes.stream()
        .flatMap(pass ->
            IntStream.range(0, DeliveryDocuments.CHUNKS)
                .mapToObj(chunk -> DeliveryDocuments.id(pass.message(), chunk)))
        .toList();
  }

  boolean isDetailed(FirstPass pass) {
    return pass.recipients() <= detailLimit;
  }

  UpdateOneModel<Document> head(FirstPass pass) {
    boolean detailed = isDetailed(pass);
    Document head =
        new Document("n", pass.recipients())
            .append("k", detailed ? 1 : DeliveryDocuments.CHUNKS)
            .append("by", pass.sender().value())
            .append("w", pass.worker())
            .append("q", Date.from(pass.queuedAt()))
            .append("at", Date.from(pass.at()));
    if (detailed) {
      head.append("ok", pass.delivered().stream().map(UserId::value).toList());
      head.append("r", waiting(pass.waiting()));
    }
    return insertIfAbsent(DeliveryDocuments.id(pass.message(), 0), head);
  }

  /**
   * Those who wait are stored before the head, so that there is no moment at which they count as
   * having it. A pass that ended in between has left chunks of another time, which are corrected. A
   * message that has its head is left as it is.
   */
  static List<UpdateOneModel<Document>> chunks(
      List<FirstPass> passes, Map<String, Document> found) {
    List<UpdateOneModel<Document>> updates = new ArrayList<>();
    for (FirstPass pass : passes) {
      if (!found.containsKey(DeliveryDocuments.id(pass.message(), 0))) {
        Map<Integer, List<UserId>> waiting =
            pass.waiting().stream().collect(Collectors.groupingBy(DeliveryDocuments::chunkOf));
        for (int chunk = 1; chunk < DeliveryDocuments.CHUNKS; chunk++) {
          String id = DeliveryDocuments.id(pass.message(), chunk);
          Document wanted = waiting(waiting.getOrDefault(chunk, List.of()));
          Document left = found.get(id);
          if (left != null) {
            correction(id, left.get("r", new Document()), wanted).ifPresent(updates::add);
          } else if (!wanted.isEmpty()) {
            updates.add(insertIfAbsent(id, new Document("r", wanted)));
          }
        }
      }
    }
    return updates;
  }

  /** Adds to a chunk who is missing there, and removes who does not wait any more. */
  private static Optional<UpdateOneModel<Document>> correction(
      String id, Document left, Document wanted) {
    Document set = new Document();
    wanted.forEach((user, entry) -> {
      if (!left.containsKey(user)) {
        set.append("r." + user, entry);
      }
    });
    Document unset = new Document();
    left.keySet().stream()
        .filter(user -> !wanted.containsKey(user))
        .forEach(user -> unset.append("r." + user, ""));
    Document change = new Document();
    if (!set.isEmpty()) {
      change.append("$set", set);
    }
    if (!unset.isEmpty()) {
      change.append("$unset", unset);
    }
    return change.isEmpty()
        ? Optional.empty()
        : Optional.of(new UpdateOneModel<>(new Document("_id", id), change));
  }

  private static Document waiting(List<UserId> users) {
    Document waiting = new Document();
    users.forEach(user -> waiting.append(user.value(), new Document("s", "W").append("n", 0)));
    return waiting;
  }

  private static UpdateOneModel<Document> insertIfAbsent(String id, Document content) {
    return new UpdateOneModel<>(
        new Document("_id", id),
        new Document("$setOnInsert", content),
        new UpdateOptions().upsert(true));
  }
}
