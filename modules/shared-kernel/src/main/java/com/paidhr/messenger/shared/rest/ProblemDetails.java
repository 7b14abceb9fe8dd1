package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error, as RFC 9457 describes it.
 *
 * @param type {@code /problems/<slug>}, described in {@code docs/problems.md}
 * @param title one sentence per type
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path that was asked for, or {@code /incidents/<id>} of a failure on our side
 * @param errors the fields at fault, for 400 and 422
 * @param until when the refusal ends by itself, of the type {@code silenced}
 */
@Schema(name = "Problem", description = "RFC 9457 problem details")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    List<Violation> errors,
    @Schema(nullable = true) @Nullable Instant until) {

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

  static ProblemDetails of(ProblemType type, String detail, @Nullable String instance) {
    return new ProblemDetails(
        "/problems/" + type.slug(), type.title(), type.status(), detail, instance, List.of(), null);
  }

  /**
   * The complete answer for a refusal, with {@code Retry-After} and {@code WWW-Authenticate} where
   * they belong.
   */
  public static Response answer(DomainException refusal, @Nullable String instance) {
    ProblemType type = refusal.type();
    String detail = refusal.getMessage() == null ? type.title() : refusal.getMessage();
    Response.ResponseBuilder answer =
        Response.status(type.status())
            .type(TYPE)
            .entity(
                new ProblemDetails(
                    "/problems/" + type.slug(),
                    type.title(),
                    type.status(),
                    detail,
                    instance,
                    errors(refusal, detail),
                    refusal.until().orElse(null)));
    refusal
        .retryAfter()
        .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(wait)));
    if (type.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"messenger\"");
    }
    return answer.build();
  }

  /**
   * Clients may rely on {@code errors} for 400 and 422: what concerns no single field points at the
   * whole body.
   */
  private static List<Violation> errors(DomainException refusal, String detail) {
    int status = refusal.type().status();
    return refusal.violations().isEmpty() && (status == 400 || status == 422)
        ? List.of(new Violation("", detail))
        : refusal.violations();
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
