package com.paidhr.messenger.app.log;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import com.paidhr.messenger.shared.Trace;
import com.paidhr.messenger.shared.limits.ClientAddress;
import io.helidon.http.HeaderNames;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Writes one line for each request that the server hands on, when its answer is written, a stream
 * of events has begun, or the client has left. What is refused before, because it is no request
 * that can be understood, has none, and neither has a WebSocket.
 */
@ApplicationScoped
class RequestLog {
  private static final Logger LOG = Logger.getLogger(RequestLine.LOGGER);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Paths that are no resources; any other is not told, since a client can make up any. */
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "/events",
          "/metrics",
          "/openapi",
          "/health",
          "/health/live",
          "/health/ready",
          "/health/started");

  private static final String NO_ROUTE = "none";

  private final LogSettings settings;
  private final ClientAddress addresses;

  @Inject
  RequestLog(LogSettings settings, ClientAddress addresses) {
    this.settings = settings;
    this.addresses = addresses;
  }

  /** Runs before the server starts, and before the filters within which requests are served. */
  void prepare(
      @Observes @Priority(PLATFORM_BEFORE - 1) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans) {
    if (settings.hasRequests()) {
      beans.getExtension(ServerCdiExtension.class).serverRoutingBuilder().addFilter(this::write);
    }
  }

  private void write(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long begin = System.nanoTime();
    RequestNote note = new RequestNote();
    request.context().register(note);
    int status = 0;
    try {
      chain.proceed();
      status = response.status().code();
    } finally {
      LOG.log(line(request, response, note, status, System.nanoTime() - begin).logged());
    }
  }

  private RequestLine line(
      RoutingRequest request, RoutingResponse response, RequestNote note, int status, long nanos) {
    String method = request.prologue().method().text();
    String path = request.path().path();
    String known = OF_THE_SERVER.contains(path) ? path : NO_ROUTE;
    String route = note.route();
    return new RequestLine(
        METHODS.contains(method) ? method : "other",
        route == null ? known : route,
        status,
        TimeUnit.NANOSECONDS.toMillis(nanos),
        response.bytesWritten(),
        note.user(),
        addresses.of(
            peer(request.remotePeer().address()),
            request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of)),
        request.context().get(Trace.class).orElse(null));
  }

  private static String peer(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "unknown";
  }
}
