package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.ExportOwnData;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.shared.rest.ByteRange;
import com.paidhr.messenger.shared.rest.EntityTag;
import com.paidhr.messenger.shared.rest.ProblemDetails;
import com.paidhr.messenger.shared.rest.UnsatisfiableRangeException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The archive of an export, or a range of it. Nobody may keep it but who asked for it. */
final class ArchiveAnswer {
  static final String ZIP = "application/zip";
  private static final String CONTENT_RANGE = "Content-Range";

  private final PersonalExport export;
  private final EntityTag tag;

  /** Of one that is ready. */
  ArchiveAnswer(PersonalExport export) {
    this.export = export;
    this.tag = EntityTag.ofChecksum(Objects.requireNonNull(export.sha256()));
  }

  Response bytes(ExportOwnData exports, @Nullable String range, @Nullable String ifRange) {
    try {
      Optional<ByteRange> part =
          tag.allowsRange(ifRange) ? ByteRange.of(range, export.size()) : Optional.empty();
      return part.map(wanted ->
              described(Response.status(Response.Status.PARTIAL_CONTENT), wanted.length())
                  .header(CONTENT_RANGE, wanted.contentRange(export.size()))
                  .entity(copy(exports, wanted.first(), wanted.length()))
                  .build())
          .orElseGet(() ->
              described(Response.ok(), export.size())
                  .entity(copy(exports, 0, export.size()))
                  .build());
    } catch (UnsatisfiableRangeException e) {
      String path = "/users/me/exports/" + export.id() + "/content";
      return Response.fromResponse(ProblemDetails.answer(e, path))
          .header(CONTENT_RANGE, e.contentRange())
          .build();
    }
  }

  /** Opened before the answer begins: it may be refused. */
  private StreamingOutput copy(ExportOwnData exports, long from, long length) {
    InputStream source = exports.open(export, from, length);
    return target -> {
      try (source) {
        source.transferTo(target);
      }
    };
  }

  private Response.ResponseBuilder described(Response.ResponseBuilder answer, long length) {
    LocalDate day = LocalDate.ofInstant(export.requestedAt(), ZoneOffset.UTC);
    return answer
        .type(ZIP)
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.ETAG, tag.value())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"messenger-" + day + ".zip\"")
        .header("X-Content-Type-Options", "nosniff");
  }
}
