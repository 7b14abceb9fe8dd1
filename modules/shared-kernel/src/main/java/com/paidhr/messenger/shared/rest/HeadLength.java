package com.paidhr.messenger.shared.rest;

import io.helidon.common.context.Contexts;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/**
 * Lets an answer to HEAD keep the {@code Content-Length} of the entity that it leaves out. The
 * server would say 0, since it counts what was written to the stream that Jersey opens; so an
 * answer whose stream stayed empty is sent once more without a stream.
 */
@Provider
@PreMatching
@ApplicationScoped
public class HeadLength implements ContainerRequestFilter {
  private static final String RESPONSE = HeadLength.class.getName();

  /** Hands the server's response down to the filter of JAX-RS, which cannot get at it otherwise. */
  static void offer(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.HEAD)) {
      request.context().register(RESPONSE, response);
    }
    chain.proceed();
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (HttpMethod.HEAD.equals(context.getMethod()) && context instanceof ContainerRequest head) {
      Contexts.context()
          .flatMap(found -> found.get(RESPONSE, RoutingResponse.class))
          .ifPresent(response ->
              head.setWriter(new LengthKeepingWriter(head, head.getResponseWriter(), response)));
    }
  }

  private record LengthKeepingWriter(
      ContainerRequest request, ContainerResponseWriter writer, RoutingResponse response)
      implements ContainerResponseWriter {

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
      return writer.writeResponseStatusAndHeaders(length, answer);
    }

    @Override
    public void commit() {
      writer.commit();
      if (request.getUriInfo().getMatchedResourceMethod() != null
          && response.headers().contains(HeaderNames.CONTENT_LENGTH)) {
        sendWithoutStream();
      }
    }

    private void sendWithoutStream() {
      ServerResponseHeaders kept = ServerResponseHeaders.create(response.headers());
      if (response.reset()) {
        kept.forEach(response::header);
        response.send();
      }
    }

    @Override
    public boolean suspend(long timeOut, TimeUnit unit, TimeoutHandler handler) {
      return writer.suspend(timeOut, unit, handler);
    }

    @Override
    public void setSuspendTimeout(long timeOut, TimeUnit unit) {
      writer.setSuspendTimeout(timeOut, unit);
    }

    @Override
    public void failure(Throwable failure) {
      writer.failure(failure);
    }

    @Override
    public boolean enableResponseBuffering() {
      return writer.enableResponseBuffering();
    }
  }
}
