package com.paidhr.messenger.media.domain;

import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file whose bytes are complete. Bytes, name and content never change; carriers and holds do.
 *
 * @param id the file
 * @param owner who uploaded it
 * @param name the name that it was uploaded with
 * @param size the length in bytes
 * @param content what its bytes are
 * @param createdAt when it became complete
 * @param references the messages that carry it, in the order in which they came to
 * @param holds messages that were about to carry it and have neither confirmed nor been given up
 * @param heldAt when the latest hold was taken, null when there never was one
 */
public record StoredFile(
    MediaId id,
    UserId owner,
    String name,
    long size,
    Content content,
    Instant createdAt,
    List<MessageId> references,
    List<AttachmentIntent> holds,
    @Nullable Instant heldAt) {

  /** The file as a message shows it. */
  public AttachmentSummary summary() {
    Dimensions dimensions = content.dimensions();
    return new AttachmentSummary(
        id,
        name,
        content.type(),
        size,
        dimensions == null ? null : dimensions.width(),
        dimensions == null ? null : dimensions.height());
  }
}
