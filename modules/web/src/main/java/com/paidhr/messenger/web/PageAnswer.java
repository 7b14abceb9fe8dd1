package com.paidhr.messenger.web;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.rest.PackedAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/**
 * Answers with a file of a page. Browsers keep it and ask each time whether it is still the same,
 * so a new version shows at once. Nothing but this service's own scripts and styles may run.
 */
@ApplicationScoped
class PageAnswer {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
          + "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors 'none'";

  private final PageFiles files;

  @Inject
  PageAnswer(PageFiles files) {
    this.files = files;
  }

  /**
   * @throws DomainException 404 where there is no such file
   */
  Response of(String path, Request request, HttpHeaders headers) {
    PageFile file =
        files
            .find(path)
            .orElseThrow(() -> new DomainException(ProblemType.NOT_FOUND, "There is no such page"));
    EntityTag tag = new EntityTag(file.tag(), true);
    ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? whole(file, headers) : unchanged)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .build();
  }

  private static ResponseBuilder whole(PageFile file, HttpHeaders headers) {
    if (PackedAnswers.isTaken(headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING))) {
      return Response.ok(file.packed(), file.type()).header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return Response.ok(file.plain(), file.type());
  }
}
