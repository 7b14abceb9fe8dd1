package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DirectProblemsTest {

  private static TransportResponse answer(BooleanSupplier isEnding) {
    return new DirectProblems(new ObjectMapper(), isEnding)
        .handle(
            TransportRequest.empty(),
            EventType.INTERNAL_ERROR,
            Status.INTERNAL_SERVER_ERROR_500,
            ServerResponseHeaders.create(),
            new IllegalStateException("secret"));
  }

  private static String body(TransportResponse answer) {
    return new String(answer.entity().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsOfAFailureByItsIncidentOnly() {
    TransportResponse answer = answer(() -> false);

    assertThat(answer.status()).isEqualTo(Status.INTERNAL_SERVER_ERROR_500);
    assertThat(body(answer)).contains("/problems/internal-error").doesNotContain("secret");
  }

  @Test
  void sendsToAnotherNodeWhatTheEndOfTheProgramCutsOff() {
    TransportResponse answer = answer(() -> true);

    assertThat(answer.status().code()).isEqualTo(503);
    assertThat(answer.keepAlive()).isFalse();
    assertThat(answer.headers().get(HeaderNames.RETRY_AFTER).get()).isEqualTo("1");
    assertThat(body(answer)).contains("/problems/unavailable").doesNotContain("secret");
  }
}
