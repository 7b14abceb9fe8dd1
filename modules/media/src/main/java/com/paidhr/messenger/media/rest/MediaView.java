package com.paidhr.messenger.media.rest;

import com.paidhr.messenger.media.domain.Dimensions;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stored file as its uploader sees it.
 *
 * @param id names the file in {@code attachments} of a message and in {@code /media/<id>}
 * @param name the file's name
 * @param type the media type found in the bytes
 * @param size the length in bytes
 * @param sha256 the checksum, also the file's entity tag
 * @param width the width of an image in pixels, null where it is none or cannot be told
 * @param height the height of an image in pixels, null where it is none or cannot be told
 * @param scan whether it was scanned for viruses
 */
@Schema(name = "Media", description = "A stored file")
public record MediaView(
    MediaId id,
    @Schema(maxLength = 255, example = "moon.jpg") String name,
    @Schema(description = "Found in the bytes", example = "image/jpeg") String type,
    @Schema(minimum = "1", description = "Bytes") long size,
    @Schema(pattern = "[0-9a-f]{64}") String sha256,
    @Schema(minimum = "1", nullable = true) @Nullable Integer width,
    @Schema(minimum = "1", nullable = true) @Nullable Integer height,
    @Schema(
            description =
                "CLEAN: a virus scanner found nothing. SKIPPED: there was none when the file was uploaded")
        Scan scan) {

  static MediaView of(StoredFile file) {
    Dimensions dimensions = file.content().dimensions();
    return new MediaView(
        file.id(),
        file.name(),
        file.content().type(),
        file.size(),
        file.content().sha256(),
        dimensions == null ? null : dimensions.width(),
        dimensions == null ? null : dimensions.height(),
        file.content().scan());
  }
}
