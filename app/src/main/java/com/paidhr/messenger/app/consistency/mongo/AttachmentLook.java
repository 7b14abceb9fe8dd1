package com.paidhr.messenger.app.consistency.mongo;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Finding.Kind;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** The files that messages carry exist and know of it. */
final class AttachmentLook {
  private final Documents documents;
  private final Settled settled;

  AttachmentLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.settled = settled;
  }

  List<Finding> judge(String conversation, Collection<Document> messages, Walk walk) {
    Map<String, List<String>> carried = new HashMap<>();
    for (Document message : messages) {
      List<String> files = filesOf(message);
      if (!files.isEmpty() && settled.isSettled(Documents.time(message, "createdAt"))) {
        carried.put(message.getString("_id"), files);
      }
    }
    Set<String> ids = new HashSet<>();
    carried.values().forEach(ids::addAll);
    Map<String, Document> files =
        documents.byId("media.files", ids, "metadata.references", "metadata.condemnedAt");
    walk.read(files.size());
    List<Finding> findings = new ArrayList<>();
    carried.forEach((message, own) -> {
      for (String id : own) {
        Document file = files.get(id);
        if (file == null || Documents.inner(file, "metadata").containsKey("condemnedAt")) {
          findings.add(
              new Finding(
                  Kind.MEDIA_MISSING, conversation, message, "Its file " + id + " does not exist"));
        } else if (!references(file).contains(message)) {
          findings.add(
              new Finding(
                  Kind.MEDIA_UNTIED,
                  conversation,
                  message,
                  "Its file " + id + " does not know of it"));
        }
      }
    });
    return findings;
  }

  /** A message that was deleted carries nothing any more. */
  static List<String> filesOf(Document message) {
    return message.containsKey("deletedAt")
        ? List.of()
        : Documents.list(message, "attachments").stream()
            .map(file -> file.getString("id"))
            .toList();
  }

  static List<String> references(Document file) {
    return Documents.inner(file, "metadata").getList("references", String.class, List.of());
  }
}
