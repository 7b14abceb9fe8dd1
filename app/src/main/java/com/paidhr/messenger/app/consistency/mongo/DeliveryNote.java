package com.paidhr.messenger.app.consistency.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * What the delivery record of one message says, of whoever did not have it at once.
 *
 * @param states recipient → W(aiting), D(elivered), R(ead), F(ailed), X (withdrawn)
 * @param documents how many documents it lies in
 */
record DeliveryNote(long recipients, Map<String, String> states, int documents) {

  /** The records of messages that have one, by message. */
  static Map<String, DeliveryNote> read(Documents documents, Collection<String> messages) {
    Map<String, Document> heads =
        documents.byId(
            "deliveries", messages.stream().map(id -> id + "#0").toList(), "n", "k", "r");
    List<String> more = new ArrayList<>();
    heads.forEach((id, head) ->
        IntStream.range(1, (int) Documents.number(head, "k"))
            .forEach(chunk -> more.add(id.substring(0, id.length() - 1) + chunk)));
    Map<String, DeliveryNote> notes = new HashMap<>();
    heads.forEach((id, head) ->
        notes.put(
            id.substring(0, id.length() - 2),
            new DeliveryNote(Documents.number(head, "n"), states(head), 1)));
    documents
        .byId("deliveries", more, "r")
        .forEach((id, chunk) ->
            notes.computeIfPresent(
                id.substring(0, id.lastIndexOf('#')), (_, note) -> note.with(states(chunk))));
    return notes;
  }

  private static Map<String, String> states(Document document) {
    Map<String, String> states = new HashMap<>();
    Documents.inner(document, "r")
        .forEach((user, entry) -> states.put(user, ((Document) entry).getString("s")));
    return states;
  }

  private DeliveryNote with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(states);
    all.putAll(more);
    return new DeliveryNote(recipients, all, documents + 1);
  }

  Set<String> waiting() {
    return in("W");
  }

  Set<String> failed() {
    return in("F");
  }

  private Set<String> in(String state) {
    Set<String> users = new HashSet<>();
    states.forEach((user, at) -> {
      if (at.equals(state)) {
        users.add(user);
      }
    });
    return users;
  }

  /** As the message itself should say it. */
  String words() {
    long counted = recipients - in("X").size();
    int failed = failed().size();
    int waiting = waiting().size();
    return "%d recipients, %d have it, %d failed, %s"
        .formatted(
            counted,
            counted - failed - waiting,
            failed,
            failed > 0 ? "FAILED" : waiting > 0 ? "SENT" : "DELIVERED");
  }
}
