package com.paidhr.messenger.media.rest;

import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.rest.ByteRange;
import com.paidhr.messenger.shared.rest.EntityTag;
import com.paidhr.messenger.shared.rest.ProblemDetails;
import com.paidhr.messenger.shared.rest.UnsatisfiableRangeException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one file can be. A client may keep the bytes but must ask each time whether it
 * still may see them; a browser may neither guess the type nor run what the file contains.
 */
final class FileAnswer {
  private static final String CONTENT_RANGE = "Content-Range";

  private final StoredFile file;
  private final EntityTag tag;

  FileAnswer(StoredFile file) {
    this.file = file;
    this.tag = EntityTag.ofChecksum(file.content().sha256());
  }

  boolean isKnownTo(@Nullable String ifNoneMatch) {
    return tag.isIn(ifNoneMatch);
  }

  Response notModified() {
    return shared(Response.notModified()).build();
  }

  Response headers() {
    return described(Response.ok(), file.size()).build();
  }

  Response bytes(ReadFile readFile, @Nullable String range, @Nullable String ifRange) {
    try {
      Optional<ByteRange> part =
          tag.allowsRange(ifRange) ? ByteRange.of(range, file.size()) : Optional.empty();
      return part.map(wanted ->
              described(Response.status(Response.Status.PARTIAL_CONTENT), wanted.length())
                  .header(CONTENT_RANGE, wanted.contentRange(file.size()))
                  .entity(copy(readFile, wanted.first(), wanted.length()))
                  .build())
          .orElseGet(() ->
              described(Response.ok(), file.size()).entity(copy(readFile, 0, file.size())).build());
    } catch (UnsatisfiableRangeException e) {
      return Response.fromResponse(ProblemDetails.answer(e, "/media/" + file.id()))
          .header(CONTENT_RANGE, e.contentRange())
          .build();
    }
  }

  /** Opened before the answer begins: it may be refused. */
  private StreamingOutput copy(ReadFile readFile, long from, long length) {
    InputStream source = readFile.open(file, from, length);
    return target -> {
      try (source) {
        source.transferTo(target);
      }
    };
  }

  private Response.ResponseBuilder described(Response.ResponseBuilder answer, long length) {
    return shared(answer)
        .type(file.content().type())
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header("Accept-Ranges", "bytes")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.of(file.content().type(), file.name()))
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; media-src 'self'; sandbox")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }

  private Response.ResponseBuilder shared(Response.ResponseBuilder answer) {
    return answer
        .header(HttpHeaders.ETAG, tag.value())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
  }
}
