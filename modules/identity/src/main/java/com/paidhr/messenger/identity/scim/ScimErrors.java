package com.paidhr.messenger.identity.scim;

import com.paidhr.messenger.shared.rest.ProblemDetails;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.messages.ErrorResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Writes problems as SCIM's errors; what is 422 elsewhere is 400 {@code invalidValue} there. */
@Provider
@ApplicationScoped
@ScimDoor
public class ScimErrors implements ContainerResponseFilter {
  private static final int CONFLICT = 409;
  private static final int INVALID = 422;
  private static final int MALFORMED = 400;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof ProblemDetails problem) {
      int status = problem.status() == INVALID ? MALFORMED : problem.status();
      ErrorResponse error = new ErrorResponse(status);
      error.setScimType(typeOf(problem));
      error.setDetail(detailOf(problem));
      response.setStatus(status);
      response.setEntity(ScimJson.write(error), new Annotation[0], ScimJson.TYPE);
    }
  }

  private static @Nullable String typeOf(ProblemDetails problem) {
    return switch (problem.status()) {
      case CONFLICT -> problem.errors().isEmpty() ? null : BadRequestException.UNIQUENESS;
      case INVALID -> BadRequestException.INVALID_VALUE;
      case MALFORMED -> BadRequestException.INVALID_SYNTAX;
      default -> null;
    };
  }

  private static String detailOf(ProblemDetails problem) {
    return problem.errors().size() > 1
        ? String.join("; ", problem.errors().stream().map(each -> each.detail()).toList())
        : problem.detail();
  }
}
