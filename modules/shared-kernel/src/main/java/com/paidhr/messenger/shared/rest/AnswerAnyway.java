package com.paidhr.messenger.shared.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Lets a request find its method whatever its {@code Accept} says: JAX-RS alone would refuse before
 * it knows whether there will be a body at all. {@link AcceptCheck} judges afterwards.
 */
@Provider
@PreMatching
@Priority(Priorities.HEADER_DECORATOR)
@ApplicationScoped
public class AnswerAnyway implements ContainerRequestFilter {
  private static final String MARK = "added-by";
  private static final String ANYTHING = ", */*;q=0.001;" + MARK + "=server";

  @Override
  public void filter(ContainerRequestContext request) {
    List<String> asked = request.getHeaders().get(HttpHeaders.ACCEPT);
    if (asked != null && !asked.isEmpty()) {
      request.getHeaders().putSingle(HttpHeaders.ACCEPT, String.join(", ", asked).concat(ANYTHING));
    }
  }

  /** Whether the client itself named this type. */
  static boolean isAsked(MediaType type) {
    return !type.getParameters().containsKey(MARK);
  }
}
