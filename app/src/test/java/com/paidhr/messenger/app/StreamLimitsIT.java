package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.ClientStream;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many streams there may be, and how they end when their node does. */
class StreamLimitsIT {
  private static final int PER_USER = 10;
  private static final int PER_NODE = 2 * PER_USER;

  @Test
  void refusesTooManyAndTakesLeaveOfAllAtTheEnd() {
    List<ClientStream> streams = new ArrayList<>();
    try (RunningMessenger messenger =
        RunningMessenger.with()
            .env("STREAMS_PER_USER", "" + PER_USER)
            .env("STREAMS_PER_NODE", "" + PER_NODE)
            .start()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      ApiClient cy = messenger.newUser("cy");
      for (int i = 0; i < PER_USER; i++) {
        streams.add(EventStream.of(ann));
      }
      assertRefused(ann, 429);
      for (int i = 0; i < PER_USER; i++) {
        streams.add(SocketStream.of(bob));
      }
      assertRefused(cy, 503);

      Duration stopping = messenger.terminate();

      List<JsonNode> farewells = streams.stream().map(each -> each.await("goodbye")).toList();
      streams.forEach(ClientStream::awaitEnd);
      assertThat(stopping).isLessThan(Duration.ofSeconds(5));
      assertThat(farewells)
          .allSatisfy(each -> assertThat(each.at("/reason").asText()).isEqualTo("try-later"));
      assertThat(farewells.stream().map(each -> each.at("/retryAfterMs").asLong()).distinct())
          .as("they do not come back all at once")
          .hasSizeGreaterThan(PER_NODE / 2);
    } finally {
      streams.forEach(ClientStream::close);
    }
  }

  private static void assertRefused(ApiClient client, int status) {
    Answer refusal = client.get("/events").expect(status);
    assertThat(Integer.parseInt(refusal.header("Retry-After"))).isPositive();
    client.get("/events/poll?wait=0").expect(status);
  }
}
