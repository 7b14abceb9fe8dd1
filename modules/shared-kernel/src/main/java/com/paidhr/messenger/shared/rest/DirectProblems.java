package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.ProblemType;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.lang.System.Logger;

/**
 * Answers what the server refuses before a request reaches JAX-RS, such as a malformed request line
 * or headers that are too large. The server's own words are not passed on.
 */
final class DirectProblems implements DirectHandler {
  private final ObjectMapper mapper;

  DirectProblems(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      Throwable failure,
      Logger log) {
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
        ? refused(status, headers, event.keepAlive())
        : answer(ProblemMapper.incidentOf(failure), headers, event.keepAlive());
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    return status.code() < 500
        ? refused(status, headers, event.keepAlive())
        : answer(
            ProblemMapper.incidentOf(new IllegalStateException(message)),
            headers,
            event.keepAlive());
  }

  /** The body for a status from 400 to 499. */
  byte[] refusal(Status status) {
    return json(problemOf(status));
  }

  private TransportResponse refused(
      Status status, ServerResponseHeaders headers, boolean keepAlive) {
    return answer(problemOf(status), headers, keepAlive);
  }

  private static ProblemDetails problemOf(Status status) {
    ProblemType type = ProblemMapper.refusalFor(status.code()).type();
    return ProblemDetails.of(type, type.title(), null);
  }

  private TransportResponse answer(
      ProblemDetails problem, ServerResponseHeaders headers, boolean keepAlive) {
    headers.set(HeaderNames.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
    return TransportResponse.builder()
        .status(Status.create(problem.status()))
        .headers(headers)
        .keepAlive(keepAlive)
        .entity(json(problem))
        .build();
  }

  byte[] json(ProblemDetails problem) {
    try {
      return mapper.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Problem details are plain data", e);
    }
  }
}
