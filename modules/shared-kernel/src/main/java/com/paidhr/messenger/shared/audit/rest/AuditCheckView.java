package com.paidhr.messenger.shared.audit.rest;

import com.paidhr.messenger.shared.audit.AuditCheck;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a part of the audit log is. */
@Schema(name = "AuditCheck", description = "Whether a part of the audit log is as it was written")
public record AuditCheckView(
    @Schema(description = "Whether nothing is wrong with this part") boolean intact,
    @Schema(description = "Number of the first entry checked, 0 for none") long first,
    @Schema(description = "Number of the last entry that is intact, 0 for none") long last,
    @Schema(description = "Hash of the last intact entry; keep it with the number") String hash,
    @Schema(description = "Whether the last one is the newest of all") boolean complete,
    @Schema(
            nullable = true,
            description = "What is wrong behind the last intact entry",
            example = "Entry 17 was changed")
        @Nullable String fault) {

  static AuditCheckView of(AuditCheck.Part part) {
    return new AuditCheckView(
        part.fault() == null,
        part.first(),
        part.last(),
        part.hash(),
        part.complete(),
        part.fault());
  }
}
