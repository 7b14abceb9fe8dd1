package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.Failure;
import com.paidhr.messenger.identity.domain.PersonalExport.Part;
import com.paidhr.messenger.identity.domain.PersonalExport.State;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An export as its user sees it. */
@Schema(name = "PersonalExport", description = "Everything that is kept of a user, as a job")
public record PersonalExportView(
    String id,
    @Schema(
            description =
                "WAITING for a node, RUNNING, READY to be downloaded, or FAILED: failure says why")
        State state,
    Instant requestedAt,
    @Schema(description = "The parts that were begun, in their order") List<Part> progress,
    @Schema(nullable = true, description = "Bytes of the archive, once it is READY")
        @Nullable Long size,
    @Schema(nullable = true, description = "Checksum of the archive, once it is READY")
        @Nullable String sha256,
    @Schema(nullable = true, description = "When it became READY or FAILED")
        @Nullable Instant finishedAt,
    @Schema(nullable = true, description = "When it is removed; null while it is unfinished")
        @Nullable Instant expiresAt,
    @Schema(
            nullable = true,
            description =
                "Why it FAILED. TOO_LARGE: more than identity.export.max-size or 20,000 files."
                    + " STORAGE_FULL: the store has no room. INTERRUPTED: it was begun five times"
                    + " and never came to its end")
        @Nullable Failure failure) {

  static PersonalExportView of(PersonalExport export) {
    return new PersonalExportView(
        export.id(),
        export.state(),
        export.requestedAt(),
        export.progress(),
        export.state() == State.READY ? export.size() : null,
        export.sha256(),
        export.finishedAt(),
        export.expiresAt(),
        export.failure());
  }
}
