package com.paidhr.messenger.app.consistency.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Finding.Kind;
import com.paidhr.messenger.app.consistency.Held;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What is recorded of deliveries agrees with the messages and with the dead letters. */
final class DeliveryLook {
  static final String[] FIELDS = {
    "conversationId",
    "seq",
    "createdAt",
    "deletedAt",
    "status",
    "counts",
    "undelivered",
    "attachments.id"
  };

  private final Documents documents;
  private final Settled settled;

  DeliveryLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.settled = settled;
  }

  List<Finding> judge(String conversation, Collection<Document> messages, Walk walk) {
    Map<String, DeliveryNote> notes = notes(messages, walk);
    List<Finding> findings = new ArrayList<>();
    Map<String, String> wanted = new HashMap<>();
    for (Document message : messages) {
      String id = message.getString("_id");
      DeliveryNote note = notes.get(id);
      if (settled.isSettled(Documents.time(message, "createdAt"))
          && !message.getBoolean("undelivered", false)) {
        disagreement(message, note)
            .ifPresent(detail -> findings.add(new Finding(Kind.COUNTS, conversation, id, detail)));
        if (note != null) {
          note.failed().forEach(user -> wanted.put(id + "~" + user, id));
        }
      }
    }
    missing(conversation, wanted.keySet())
        .forEach(letter ->
            findings.add(
                new Finding(
                    Kind.LETTER_MISSING,
                    conversation,
                    letter,
                    "The delivery was given up, and there is no dead letter")));
    return findings;
  }

  private static Optional<String> disagreement(Document message, @Nullable DeliveryNote note) {
    Document counts = Documents.inner(message, "counts");
    String told =
        "%d recipients, %d have it, %d failed, %s"
            .formatted(
                Documents.number(counts, "recipients"),
                Documents.number(counts, "delivered"),
                Documents.number(counts, "failed"),
                message.getString("status"));
    if (note == null) {
      return Documents.number(counts, "delivered") + Documents.number(counts, "failed") > 0
          ? Optional.of("The message says " + told + "; nothing is recorded")
          : Optional.empty();
    }
    return told.equals(note.words())
        ? Optional.empty()
        : Optional.of("The message says " + told + "; recorded are " + note.words());
  }

  /** Letters that are not there, unless somebody discarded them. */
  private Set<String> missing(String conversation, Set<String> letters) {
    Set<String> missing = new HashSet<>(letters);
    missing.removeAll(documents.byId("deadLetters", letters, "_id").keySet());
    if (!missing.isEmpty()) {
      documents
          .of("audit")
          .find(
              and(
                  eq("conversationId", conversation),
                  eq("action", "deadLetter.discarded"),
                  in("facts.deadLetterId", Set.copyOf(missing))))
          .forEach(
              entry -> missing.remove(Documents.inner(entry, "facts").getString("deadLetterId")));
    }
    return missing;
  }

  /** Who still waits, of messages that are old enough. */
  List<Held> held(Collection<Document> messages, Walk walk) {
    List<Document> waiting =
        messages.stream()
            .filter(message -> message.getBoolean("undelivered", false))
            .filter(message -> settled.isSettled(Documents.time(message, "createdAt")))
            .toList();
    Map<String, DeliveryNote> notes = notes(waiting, walk);
    List<Held> held = new ArrayList<>();
    for (Document message : waiting) {
      String id = message.getString("_id");
      DeliveryNote note = notes.get(id);
      for (String user : note == null ? Set.of("queue") : note.waiting()) {
        held.add(new Held(Held.Kind.MESSAGE, id, user, Documents.time(message, "createdAt")));
      }
    }
    return held;
  }

  private Map<String, DeliveryNote> notes(Collection<Document> messages, Walk walk) {
    Map<String, DeliveryNote> notes =
        DeliveryNote.read(
            documents, messages.stream().map(message -> message.getString("_id")).toList());
    walk.read(notes.values().stream().mapToLong(DeliveryNote::documents).sum());
    return notes;
  }
}
