package com.paidhr.messenger.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.shared.rest.ProblemMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problem details for connections that JAX-RS has no part in. */
@ApplicationScoped
public class Refusals {
  private final ProblemMapper problems = new ProblemMapper();
  private final ObjectMapper mapper;

  @Inject
  Refusals(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** An answer that refuses. */
  record Refusal(int status, Map<String, String> headers, String body) {}

  /** The answer to a request that ended so. */
  Refusal of(RuntimeException failure) {
    try (Response answer = problems.toResponse(failure)) {
      Map<String, String> headers = new LinkedHashMap<>();
      answer
          .getStringHeaders()
          .forEach((name, values) -> headers.put(name, String.join(", ", values)));
      return new Refusal(
          answer.getStatus(), headers, mapper.writeValueAsString(answer.getEntity()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Problem details are plain data", e);
    }
  }
}
