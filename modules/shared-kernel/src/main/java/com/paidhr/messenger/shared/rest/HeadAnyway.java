package com.paidhr.messenger.shared.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/** Answers {@code HEAD} where the server itself knows only {@code GET}, and would say 404. */
final class HeadAnyway {
  static final String METRICS = "/metrics";
  static final String DOCUMENT = "/openapi";

  private final Set<String> paths;

  /**
   * @param paths those of them that are on this port
   */
  HeadAnyway(Set<String> paths) {
    this.paths = paths;
  }

  void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.HEAD) && paths.contains(request.path().path())) {
      response.header(HeaderNames.VARY, "Accept-Encoding, Accept");
      response.status(Status.OK_200).send();
    } else {
      chain.proceed();
    }
  }
}
