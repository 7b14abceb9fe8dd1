package com.paidhr.messenger.shared.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives problem details to errors that the platform answers with an empty body, such as a missing
 * token.
 */
@Provider
@ApplicationScoped
public class EmptyErrorFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() < 400
        || response.hasEntity()
        || HttpMethod.HEAD.equals(request.getMethod())) {
      return;
    }
    Response problem =
        ProblemDetails.answer(
            ProblemMapper.refusalFor(response.getStatus()),
            request.getUriInfo().getRequestUri().getRawPath());
    int status = response.getStatus();
    response.setEntity(
        problem.getEntity(), new java.lang.annotation.Annotation[0], ProblemDetails.TYPE);
    response.setStatus(status);
    problem.getHeaders().forEach(response.getHeaders()::putIfAbsent);
  }
}
