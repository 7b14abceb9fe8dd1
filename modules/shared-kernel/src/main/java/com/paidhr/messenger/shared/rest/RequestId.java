package com.paidhr.messenger.shared.rest;

import com.github.f4b6a3.ulid.UlidCreator;
import com.paidhr.messenger.shared.Trace;
import io.helidon.common.context.Contexts;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Returns {@code X-Request-Id} with every answer, so that a client can tell which request it asks
 * about: the client's own id where that is 1 to 64 plain letters, digits and {@code . _ -}, else a
 * new one.
 */
public final class RequestId {
  private static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
  private static final HeaderName PARENT = HeaderNames.create("traceparent");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  static void name(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String id = idOf(request);
    response.header(HEADER, id);
    request.context().register(RequestId.class, id);
    request.context().register(new Trace(id, request.headers().first(PARENT).orElse(null)));
    chain.proceed();
  }

  /** The id of the request that the present thread serves. */
  public static Optional<String> current() {
    return Contexts.context().flatMap(context -> context.get(RequestId.class, String.class));
  }

  private static String idOf(RoutingRequest request) {
    return request
        .headers()
        .first(HEADER)
        .filter(given -> PLAIN.matcher(given).matches())
        .orElseGet(() -> UlidCreator.getMonotonicUlid().toString());
  }
}
