package com.paidhr.messenger.media.mongo;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.Dimensions;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document of {@code media.files} as GridFS lays it out ({@code _id, length, chunkSize,
 * uploadDate, filename}), with {@code metadata: {owner, type, sha256, width?, height?, scan?,
 * createdAt, references: [messageId], holds: [{conversation, sender, clientMessageId}], heldAt?,
 * collectAfter?, condemnedAt?, counted?}}. {@code collectAfter} is absent while a message carries
 * the file, {@code counted} where its bytes count against no quota, as of files from before there
 * were quotas.
 */
final class FileDocuments {
  static final String OWNER = "metadata.owner";
  static final String REFERENCES = "metadata.references";
  static final String HOLDS = "metadata.holds";
  static final String HELD_AT = "metadata.heldAt";
  static final String COLLECT_AFTER = "metadata.collectAfter";
  static final String CONDEMNED_AT = "metadata.condemnedAt";

  private FileDocuments() {}

  /** The document of a file that is new. */
  static Document of(StoredFile file, Instant collectAfter, boolean counted) {
    Date createdAt = Date.from(file.createdAt());
    Content content = file.content();
    Document metadata =
        new Document("owner", file.owner().value())
            .append("type", content.type())
            .append("sha256", content.sha256())
            .append("scan", content.scan().name());
    Dimensions dimensions = content.dimensions();
    if (dimensions != null) {
      metadata.append("width", dimensions.width()).append("height", dimensions.height());
    }
    metadata
        .append("createdAt", createdAt)
        .append("references", List.of())
        .append("holds", List.of())
        .append("collectAfter", Date.from(collectAfter));
    if (counted) {
      metadata.append("counted", true);
    }
    return new Document("_id", file.id().value())
        .append("length", file.size())
        .append("chunkSize", GridFsFileStore.CHUNK_SIZE)
        .append("uploadDate", createdAt)
        .append("filename", file.name())
        .append("metadata", metadata);
  }

  static boolean isCounted(Document file) {
    return Boolean.TRUE.equals(file.get("metadata", Document.class).get("counted"));
  }

  static StoredFile read(Document file) {
    Document metadata = file.get("metadata", Document.class);
    return new StoredFile(
        new MediaId(file.getString("_id")),
        new UserId(metadata.getString("owner")),
        file.getString("filename"),
        file.get("length", Number.class).longValue(),
        content(metadata),
        metadata.getDate("createdAt").toInstant(),
        metadata.getList("references", String.class).stream().map(MessageId::fromString).toList(),
        metadata.getList("holds", Document.class).stream().map(FileDocuments::intent).toList(),
        instant(metadata.getDate("heldAt")));
  }

  static Document of(AttachmentIntent intent) {
    return new Document("conversation", intent.conversation().value())
        .append("sender", intent.sender().value())
        .append("clientMessageId", intent.clientMessageId());
  }

  private static AttachmentIntent intent(Document hold) {
    return new AttachmentIntent(
        new ConversationId(hold.getString("conversation")),
        new UserId(hold.getString("sender")),
        hold.getString("clientMessageId"));
  }

  private static Content content(Document metadata) {
    Integer width = metadata.getInteger("width");
    Integer height = metadata.getInteger("height");
    return new Content(
        metadata.getString("type"),
        metadata.getString("sha256"),
        width == null || height == null ? null : new Dimensions(width, height),
        scan(metadata));
  }

  /** Files from before there was a scanner do not say anything. */
  private static Scan scan(Document metadata) {
    String scan = metadata.getString("scan");
    return scan == null ? Scan.SKIPPED : Scan.valueOf(scan);
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
