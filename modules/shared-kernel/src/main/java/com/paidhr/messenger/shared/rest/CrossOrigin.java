package com.paidhr.messenger.shared.rest;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pages of other origins call the API from browsers (CORS), where the operator names them. An
 * origin that is not named is not refused, it only gets no permission: our own pages behind a proxy
 * come with an origin, too, whose scheme nobody here knows. There are no cookies, so nothing that a
 * browser sends by itself is trusted.
 */
@Provider
@ApplicationScoped
public class CrossOrigin implements ContainerResponseFilter {
  private static final String ORIGIN = "Origin";
  private static final HeaderName METHOD = HeaderNames.create("Access-Control-Request-Method");
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String ASKED =
      "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, "
          + "Last-Event-ID, Range, X-Request-Id, traceparent, tracestate";
  private static final String SHOWN =
      "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, RateLimit-Limit, "
          + "RateLimit-Remaining, RateLimit-Reset, Retry-After, WWW-Authenticate, X-Request-Id";
  private static final String REMEMBERED_SECONDS = "7200";

  private final Set<String> origins;

  @Inject
  CrossOrigin(HttpSettings settings) {
    this.origins = settings.crossOrigins();
  }

  void permit(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Optional<String> permitted =
        request.headers().first(HeaderNames.ORIGIN).flatMap(this::permission);
    if (!origins.isEmpty()) {
      response.header(HeaderNames.VARY, ORIGIN);
    }
    permitted.ifPresent(origin -> {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
    });
    if (permitted.isPresent() && isPreflight(request)) {
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, ASKED);
      response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS);
      response.status(Status.NO_CONTENT_204).send();
    } else {
      chain.proceed();
    }
  }

  private Optional<String> permission(String origin) {
    if (origins.contains(HttpSettings.ANY_ORIGIN)) {
      return Optional.of(HttpSettings.ANY_ORIGIN);
    }
    return Optional.of(origin).filter(origins::contains);
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS) && request.headers().contains(METHOD);
  }

  /** Resources that say {@code Vary} would else replace what stands there already. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!origins.isEmpty()) {
      response.getHeaders().add(HttpHeaders.VARY, ORIGIN);
    }
  }
}
