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
  private static final Set<String> PATHS = Set.of("/metrics", "/openapi");

  private HeadAnyway() {}

  static void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.HEAD) && PATHS.contains(request.path().path())) {
      response.header(HeaderNames.VARY, "Accept-Encoding, Accept");
      response.status(Status.OK_200).send();
    } else {
      chain.proceed();
    }
  }
}
