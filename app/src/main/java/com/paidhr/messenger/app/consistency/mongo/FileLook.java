package com.paidhr.messenger.app.consistency.mongo;

import com.paidhr.messenger.app.consistency.Finding;
import com.paidhr.messenger.app.consistency.Finding.Kind;
import com.paidhr.messenger.app.consistency.Held;
import com.paidhr.messenger.app.consistency.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Files are kept for messages that carry them, and no send holds one for ever. */
final class FileLook {
  private static final int AT_ONCE = 200;
  private static final String[] FIELDS = {
    "metadata.references", "metadata.holds", "metadata.heldAt", "metadata.condemnedAt"
  };

  private final Documents documents;
  private final Settled settled;

  FileLook(Documents documents, Settled settled) {
    this.documents = documents;
    this.settled = settled;
  }

  /**
   * @return the last file looked at, or null when there are no more
   */
  @Nullable String look(String after, Walk walk) {
    List<Document> page = documents.behind("media.files", after, AT_ONCE, FIELDS);
    walk.read(page.size());
    Set<String> ids = page.stream().map(file -> file.getString("_id")).collect(Collectors.toSet());
    walk.found(Settled.twice(() -> judge(ids, walk)));
    page.forEach(file -> walk.held(held(file)));
    return page.size() < AT_ONCE ? null : page.getLast().getString("_id");
  }

  private List<Finding> judge(Set<String> ids, Walk walk) {
    Map<String, Document> files = documents.byId("media.files", ids, FIELDS);
    Set<String> carriers = new HashSet<>();
    files.values().forEach(file -> carriers.addAll(AttachmentLook.references(file)));
    Map<String, Document> messages =
        documents.byId("messages", carriers, "attachments.id", "deletedAt");
    walk.read(messages.size());
    List<Finding> findings = new ArrayList<>();
    files.forEach((id, file) -> {
      for (String carrier : AttachmentLook.references(file)) {
        Document message = messages.get(carrier);
        if (message == null || !isCarried(message, id)) {
          findings.add(
              new Finding(
                  Kind.MEDIA_TIED_TO_NOTHING,
                  carrier.substring(0, Math.max(0, carrier.lastIndexOf('.'))),
                  id,
                  "It is kept for " + carrier + ", which does not carry it"));
        }
      }
    });
    return findings;
  }

  /** The release of a deleted message's files may still be to come. */
  private boolean isCarried(Document message, String file) {
    return AttachmentLook.filesOf(message).contains(file)
        || !settled.isSettled(Documents.time(message, "deletedAt"));
  }

  private List<Held> held(Document file) {
    Document metadata = Documents.inner(file, "metadata");
    if (!metadata.containsKey("heldAt") || !settled.isSettled(Documents.time(metadata, "heldAt"))) {
      return List.of();
    }
    return Documents.list(metadata, "holds").stream()
        .map(hold ->
            new Held(
                Held.Kind.FILE,
                file.getString("_id"),
                hold.getString("sender") + " in " + hold.getString("conversation"),
                Documents.time(metadata, "heldAt")))
        .toList();
  }
}
