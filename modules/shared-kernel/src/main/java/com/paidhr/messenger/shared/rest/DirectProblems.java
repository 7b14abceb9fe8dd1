package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.ProblemType;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what the server refuses before a request reaches JAX-RS, such as a malformed request line
 * or headers that are too large, and what fails behind it. The server's own words are not passed
 * on.
 */
final class DirectProblems implements DirectHandler {
  /** Seconds after which another node is to be asked. */
  static final String RETRY_AFTER = "1";

  private static final Logger LOG = LoggerFactory.getLogger(DirectProblems.class);

  private final ObjectMapper mapper;
  private final BooleanSupplier isEnding;

  /**
   * @param isEnding whether this program ends; what fails then is to be asked of another node
   */
  DirectProblems(ObjectMapper mapper, BooleanSupplier isEnding) {
    this.mapper = mapper;
    this.isEnding = isEnding;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      Throwable failure,
      System.Logger log) {
    return handle(request, event, status, headers, failure);
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      Throwable failure) {
    return status.code() < 500
        ? refused(request, status, headers, event.keepAlive())
        : failed(request, failure, headers, event.keepAlive());
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    return status.code() < 500
        ? refused(request, status, headers, event.keepAlive())
        : failed(request, new IllegalStateException(message), headers, event.keepAlive());
  }

  /** The body of an answer that says why. */
  byte[] explained(ProblemType type, String detail) {
    return json(ProblemDetails.of(type, detail, null));
  }

  private TransportResponse refused(
      TransportRequest request, Status status, ServerResponseHeaders headers, boolean keepAlive) {
    return answer(request, problemOf(status), headers, keepAlive);
  }

  private TransportResponse failed(
      TransportRequest request,
      Throwable failure,
      ServerResponseHeaders headers,
      boolean keepAlive) {
    if (!isEnding.getAsBoolean()) {
      return answer(request, ProblemMapper.incidentOf(failure), headers, keepAlive);
    }
    LOG.warn("A connection was cut off by the end of the service: {}", failure.toString());
    headers.set(HeaderNames.RETRY_AFTER, RETRY_AFTER);
    return answer(request, stopping(), headers, false);
  }

  /** For those who ask while the program ends. */
  static ProblemDetails stopping() {
    return ProblemDetails.of(ProblemType.UNAVAILABLE, "The service is stopping", null);
  }

  private static ProblemDetails problemOf(Status status) {
    ProblemType type = ProblemMapper.refusalFor(status.code()).type();
    return ProblemDetails.of(type, type.title(), null);
  }

  /** Behind HEAD there is no entity: the client would take it for its next answer. */
  private TransportResponse answer(
      TransportRequest request,
      ProblemDetails problem,
      ServerResponseHeaders headers,
      boolean keepAlive) {
    headers.set(HeaderNames.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
    headers.set(HeaderNames.CACHE_CONTROL, "no-store");
    TransportResponse.Builder answer =
        TransportResponse.builder()
            .status(Status.create(problem.status()))
            .headers(headers)
            .keepAlive(keepAlive);
    return Method.HEAD.text().equals(request.method())
        ? answer.build()
        : answer.entity(json(problem)).build();
  }

  byte[] json(ProblemDetails problem) {
    try {
      return mapper.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Problem details are plain data", e);
    }
  }
}
