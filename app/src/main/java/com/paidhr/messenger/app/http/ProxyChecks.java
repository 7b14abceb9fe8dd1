package com.paidhr.messenger.app.http;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import com.paidhr.messenger.shared.rest.ManagementSettings;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * Answers proxies that ask by {@code OPTIONS} whether this node is there, as HAProxy does unless it
 * is told otherwise: at {@code /} what {@code HEAD /health/ready} answers, at a probe what that
 * answers.
 */
@ApplicationScoped
class ProxyChecks {
  private static final String ROOT = "/";
  private static final String READY = "/health/ready";

  /** Runs before the server starts, which happens in an observer of the same event. */
  void prepare(
      @Observes @Priority(PLATFORM_BEFORE + 1) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans,
      ManagementSettings where) {
    where.routing(beans.getExtension(ServerCdiExtension.class)).addFilter(ProxyChecks::answer);
  }

  private static void answer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    HttpPrologue asked = request.prologue();
    String path = asked.uriPath().path();
    boolean isProbe = path.equals("/health") || path.startsWith("/health/");
    boolean isPreflight = request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    if (asked.method().equals(Method.OPTIONS) && !isPreflight && (isProbe || path.equals(ROOT))) {
      response.header(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
      request.prologue(
          HttpPrologue.create(
              asked.rawProtocol(),
              asked.protocol(),
              asked.protocolVersion(),
              Method.HEAD,
              isProbe ? path : READY,
              false));
    }
    chain.proceed();
  }
}
