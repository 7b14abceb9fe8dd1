package com.paidhr.messenger.shared.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Packs text and JSON of more than a kibibyte by gzip for clients that take it. Only what answers
 * {@code GET}: tokens, tickets and links are answered to {@code POST} alone, so no secret is ever
 * packed beside something that an attacker chose, and the length tells nothing of it (BREACH).
 * Files go as they are, since most are packed already and ranges count their bytes, and so does
 * what has a strong {@code ETag}, which names exactly these bytes.
 *
 * <p>Each packing takes memory outside of the heap, so there are so many at once; what comes on top
 * goes unpacked.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
@ApplicationScoped
public class PackedAnswers implements ContainerResponseFilter, WriterInterceptor {
  private static final String WANTED = PackedAnswers.class.getName();
  private static final String GZIP = "gzip";
  private static final Set<String> TEXTS = Set.of("json", "problem+json", "jsonl", "yaml");

  /** What the server itself answers, without JAX-RS. */
  private static final Set<String> OF_THE_SERVER = Set.of("/metrics", "/openapi");

  private final Semaphore free;

  @Inject
  PackedAnswers(HttpSettings settings) {
    this.free = new Semaphore(settings.maxPacked());
  }

  /** Whether the values of {@code Accept-Encoding} name gzip and do not refuse it. */
  public static boolean isTaken(@Nullable List<String> accepted) {
    return accepted != null
        && accepted.stream()
            .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split(",", 20)).stream())
            .map(String::strip)
            .anyMatch(coding ->
                coding.equals(GZIP) || coding.matches("gzip\\s*;\\s*q=(1|0\\.[0-9]*[1-9]).*"));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!isWorthwhile(response)) {
      return;
    }
    response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (HttpMethod.GET.equals(request.getMethod())
        && isTaken(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING))) {
      request.setProperty(WANTED, true);
    }
  }

  private static boolean isWorthwhile(ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    return response.hasEntity()
        && type != null
        && "application".equals(type.getType())
        && TEXTS.contains(type.getSubtype())
        && !response.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)
        && !response.getHeaders().containsKey(HttpHeaders.CONTENT_DISPOSITION)
        && !response.getHeaders().containsKey(HttpHeaders.ETAG);
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    if (answer.getProperty(WANTED) == null) {
      answer.proceed();
      return;
    }
    boolean[] isPacking = new boolean[1];
    PackedStream stream =
        new PackedStream(
            answer.getOutputStream(),
            () -> {
              isPacking[0] = free.tryAcquire();
              if (isPacking[0]) {
                answer.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, GZIP);
              }
              return isPacking[0];
            });
    answer.setOutputStream(stream);
    try {
      answer.proceed();
      stream.finish();
    } finally {
      stream.release();
      if (isPacking[0]) {
        free.release();
      }
    }
  }

  /** The same for what the server answers itself: long texts without any secret. */
  void pack(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.GET)
        && OF_THE_SERVER.contains(request.path().path())) {
      response.header(HeaderNames.VARY, "Accept-Encoding, Accept");
      if (isTaken(request.headers().all(HeaderNames.ACCEPT_ENCODING, List::of))
          && free.tryAcquire()) {
        packed(chain, response);
        return;
      }
    }
    chain.proceed();
  }

  private void packed(FilterChain chain, RoutingResponse response) {
    try {
      response.streamFilter(plain ->
          new PackedStream(
              plain,
              () -> {
                response.headers().set(HeaderNames.CONTENT_ENCODING, GZIP);
                response.headers().remove(HeaderNames.CONTENT_LENGTH);
                return true;
              }));
      chain.proceed();
    } finally {
      free.release();
    }
  }
}
