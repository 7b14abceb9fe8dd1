package com.paidhr.messenger.shared.rest;

import io.helidon.common.Weighted;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;

/**
 * Refuses, before anything else looks at it, a request whose head can be understood in two ways or
 * in none: {@code OPTIONS *}, a body length that is negative, given twice, or given beside a
 * transfer encoding. The connection ends then, since nobody knows where the next request starts.
 */
final class HeadCheck implements ServerFeature, Filter, Weighted {
  /** In front of the platform's own features, of which the heaviest weighs 1100. */
  private static final double WEIGHT = 2_000;

  private final DirectProblems problems;

  HeadCheck(DirectProblems problems) {
    this.problems = problems;
  }

  @Override
  public String name() {
    return "head-check";
  }

  @Override
  public String type() {
    return name();
  }

  @Override
  public double weight() {
    return WEIGHT;
  }

  @Override
  public void setup(ServerFeatureContext server) {
    for (String socket : server.sockets()) {
      server.socket(socket).httpRouting().addFilter(this);
    }
    server.socket(WebServer.DEFAULT_SOCKET_NAME).httpRouting().addFilter(this);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().rawPath().startsWith("/") && isClear(request.headers())) {
      chain.proceed();
      return;
    }
    response.status(Status.BAD_REQUEST_400);
    response.header(HeaderNames.CONNECTION, "close");
    response.header(HeaderNames.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
    response.send(problems.refusal(Status.BAD_REQUEST_400));
  }

  private static boolean isClear(ServerRequestHeaders headers) {
    if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
      return true;
    }
    List<String> lengths = headers.get(HeaderNames.CONTENT_LENGTH).allValues();
    return lengths.size() == 1
        && lengths.getFirst().matches("[0-9]{1,18}")
        && !headers.contains(HeaderNames.TRANSFER_ENCODING);
  }
}
