package com.paidhr.messenger.streams.http;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.wire.LastingAnswer;
import com.paidhr.messenger.streams.application.OpenStream;
import com.paidhr.messenger.streams.application.Streams;
import com.paidhr.messenger.streams.application.Visitor;
import com.paidhr.messenger.streams.application.Visitors;
import com.paidhr.messenger.streams.domain.Presence.State;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /events}. It is a handler of the server and no resource of JAX-RS, which cannot let go
 * of its request: what is kept for one costs more per idle connection than the connection itself.
 */
@ApplicationScoped
public class EventsRoute {
  private static final Logger LOG = LoggerFactory.getLogger(EventsRoute.class);
  private static final Set<String> PARAMETERS = Set.of("cursor", "ticket", "watch");

  private final Streams streams;
  private final Visitors visitors;
  private final Refusals refusals;

  @Inject
  EventsRoute(Streams streams, Visitors visitors, Refusals refusals) {
    this.streams = streams;
    this.visitors = visitors;
    this.refusals = refusals;
  }

  /** Before the server starts, which happens in an observer of the same event. */
  void register(
      @Observes @Priority(PLATFORM_BEFORE + 1) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans) {
    beans.getExtension(ServerCdiExtension.class).serverRoutingBuilder().get("/events", this::serve);
  }

  void serve(ServerRequest request, ServerResponse response) {
    OpenStream stream;
    try {
      stream = open(request);
    } catch (RuntimeException e) {
      refuse(response, refusals.of(e));
      return;
    }
    try {
      LastingAnswer answer = begin(response);
      answer.goOn(() -> run(stream, answer));
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static void run(OpenStream stream, LastingAnswer answer) {
    try (stream) {
      stream.run(new EventWriter(answer));
    } catch (CloseConnectionException e) {
      LOG.trace("A client is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OpenStream open(ServerRequest request) {
    StreamRequest asked = new StreamRequest(request.headers(), request.query());
    Visitor visitor = asked.visitor(visitors);
    asked.allowOnly(PARAMETERS);
    String cursor = asked.cursor();
    List<UserId> watched = asked.watched();
    OpenStream stream = streams.admit(visitor);
    try {
      stream.begin(cursor);
      stream.present(State.ONLINE);
      stream.watch(watched);
      return stream;
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static LastingAnswer begin(ServerResponse response) {
    response.status(Status.OK_200);
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.create("X-Accel-Buffering"), "no");
    return LastingAnswer.begin(response);
  }

  private static void refuse(ServerResponse response, Refusals.Refusal refusal) {
    response.status(Status.create(refusal.status()));
    refusal.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    response.send(refusal.body().getBytes(StandardCharsets.UTF_8));
  }
}
