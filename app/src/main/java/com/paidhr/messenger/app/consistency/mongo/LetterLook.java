package com.paidhr.messenger.app.consistency.mongo;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Finding.Kind;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Each dead letter is of a message that was given up for its recipient. */
final class LetterLook {
  private static final int AT_ONCE = 200;

  private final Documents documents;
  private final Settled settled;

  LetterLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.settled = settled;
  }

  /**
   * @return the last letter looked at, or null when there are no more
   */
  @Nullable String look(String after, Walk walk) {
    List<Document> page = documents.behind("deadLetters", after, AT_ONCE, "_id");
    walk.read(page.size());
    Set<String> ids =
        page.stream().map(letter -> letter.getString("_id")).collect(Collectors.toSet());
    walk.found(Settled.twice(() -> judge(ids)));
    return page.size() < AT_ONCE ? null : page.getLast().getString("_id");
  }

  private List<Finding> judge(Set<String> ids) {
    Map<String, Document> letters =
        documents.byId(
            "deadLetters", ids, "messageId", "conversationId", "recipientId", "failedAt");
    Set<String> messages =
        letters.values().stream()
            .map(letter -> letter.getString("messageId"))
            .collect(Collectors.toSet());
    Set<String> existing = documents.byId("messages", messages, "seq").keySet();
    Map<String, DeliveryNote> notes = DeliveryNote.read(documents, messages);
    List<Finding> findings = new ArrayList<>();
    letters.forEach((id, letter) -> {
      String message = letter.getString("messageId");
      String recipient = letter.getString("recipientId");
      DeliveryNote note = notes.get(message);
      if (!settled.isSettled(Documents.time(letter, "failedAt"))) {
        return;
      }
      if (!existing.contains(message)) {
        findings.add(finding(letter, "Its message does not exist"));
      } else if (recipient != null && (note == null || !note.failed().contains(recipient))) {
        findings.add(finding(letter, "Its delivery was not given up"));
      }
    });
    return findings;
  }

  private static Finding finding(Document letter, String detail) {
    return new Finding(
        Kind.LETTER_UNFOUNDED, letter.getString("conversationId"), letter.getString("_id"), detail);
  }
}
