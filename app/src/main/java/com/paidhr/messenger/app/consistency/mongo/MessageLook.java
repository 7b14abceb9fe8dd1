package com.paidhr.messenger.app.consistency.mongo;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Finding.Kind;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;

/** A stretch of a conversation's messages: each in its place, none missing before another. */
final class MessageLook {
  static final int AT_ONCE = 250;

  private final Documents documents;
  private final DeliveryLook deliveries;
  private final AttachmentLook attachments;

  MessageLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.deliveries = new DeliveryLook(documents, settled);
    this.attachments = new AttachmentLook(documents, settled);
  }

  /**
   * @return whether there are messages behind the stretch
   */
  boolean look(String conversation, long from, long to, Walk walk) {
    Map<String, Document> found = read(conversation, from, to);
    walk.read(found.size());
    boolean goesOn = isAnythingBehind(conversation, to);
    walk.found(Settled.twice(() -> places(conversation, from, to, goesOn)));
    Collection<Document> messages = found.values();
    walk.found(Settled.twice(() -> deliveries.judge(conversation, messages(found), walk)));
    walk.held(deliveries.held(messages, walk));
    walk.found(Settled.twice(() -> attachments.judge(conversation, messages(found), walk)));
    return goesOn;
  }

  /** Read anew for each look, since both sides may have been about to change. */
  private Collection<Document> messages(Map<String, Document> found) {
    return documents.byId("messages", found.keySet(), DeliveryLook.FIELDS).values();
  }

  private Map<String, Document> read(String conversation, long from, long to) {
    return documents.byId(
        "messages",
        LongStream.rangeClosed(from, to).mapToObj(seq -> conversation + "." + seq).toList(),
        DeliveryLook.FIELDS);
  }

  private List<Finding> places(String conversation, long from, long to, boolean goesOn) {
    Map<String, Document> found = read(conversation, from, to);
    long last =
        goesOn
            ? to
            : found.keySet().stream()
                .mapToLong(id -> Long.parseLong(id.substring(id.lastIndexOf('.') + 1)))
                .max()
                .orElse(0);
    List<Finding> findings = new ArrayList<>();
    for (long seq = from; seq <= last; seq++) {
      String id = conversation + "." + seq;
      Document message = found.get(id);
      if (message == null) {
        findings.add(
            new Finding(Kind.SEQ_HOLE, conversation, id, "There is no message at this place"));
      } else if (Documents.number(message, "seq") != seq
          || !conversation.equals(message.getString("conversationId"))) {
        findings.add(
            new Finding(
                Kind.SEQ_MISMATCH,
                conversation,
                id,
                "It says that it is number %d of %s"
                    .formatted(
                        Documents.number(message, "seq"), message.getString("conversationId"))));
      }
    }
    return findings;
  }

  /** The log has no hole, so the next places tell; where it has, what it has reached does. */
  private boolean isAnythingBehind(String conversation, long to) {
    Document end = documents.byId("logEnds", Set.of(conversation), "seq").get(conversation);
    return (end != null && Documents.number(end, "seq") > to)
        || !documents
            .byId(
                "messages",
                LongStream.rangeClosed(to + 1, to + AT_ONCE)
                    .mapToObj(seq -> conversation + "." + seq)
                    .toList(),
                "seq")
            .isEmpty();
  }
}
