package com.paidhr.messenger.shared.limits;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks the rate limits before resource methods that say so. */
@Provider
@ApplicationScoped
@RateLimited(RateLimit.SEND)
@Priority(Priorities.USER - 500)
public class RateLimitedFilter implements ContainerRequestFilter {
  private final RateLimits limits;

  @Context private @Nullable ResourceInfo resource;

  @Inject
  RateLimitedFilter(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource == null) {
      return;
    }
    RateLimited limited = resource.getResourceMethod().getAnnotation(RateLimited.class);
    if (limited == null) {
      limited = resource.getResourceClass().getAnnotation(RateLimited.class);
    }
    if (limited != null && counts(limited, request)) {
      limits.take(limited.value(), 1);
    }
  }

  private static boolean counts(RateLimited limited, ContainerRequestContext request) {
    return limited.onlyWith().length == 0
        || Arrays.stream(limited.onlyWith())
            .anyMatch(request.getUriInfo().getQueryParameters()::containsKey);
  }
}
