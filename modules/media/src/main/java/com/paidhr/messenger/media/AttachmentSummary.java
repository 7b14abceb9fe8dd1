package com.paidhr.messenger.media;

import com.paidhr.messenger.shared.MediaId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stored file as the messages that carry it show it. It never changes, so it may be copied into a
 * message.
 *
 * @param id the file; its bytes are under {@code /media/<id>}
 * @param name the file's name as the uploader gave it, without control characters
 * @param type the media type found in the bytes, never the one that the client claimed
 * @param size the length in bytes
 * @param width the width of an image in pixels, null where it is no image or cannot be told
 * @param height the height of an image in pixels, null where it is no image or cannot be told
 */
@Schema(name = "Attachment", description = "A file that a message carries")
public record AttachmentSummary(
    MediaId id,
    String name,
    String type,
    long size,
    @Nullable Integer width,
    @Nullable Integer height) {}
