package com.paidhr.messenger.web;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The API to read and try. */
@Path("/openapi/ui")
@ApplicationScoped
public class ApiPage {
  private final PageAnswer answer;

  @Inject
  ApiPage(PageAnswer answer) {
    this.answer = answer;
  }

  @GET
  @PermitAll
  @Operation(hidden = true)
  public Response show(@Context Request request, @Context HttpHeaders headers) {
    return answer.of("openapi.html", request, headers);
  }
}
