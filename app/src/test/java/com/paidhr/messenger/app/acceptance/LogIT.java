package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log for machines: a line for each request, the way of a message, and no secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("LOG_FORMAT", "JSON")
          .env("LOG_REQUESTS", "true")
          .env("LOG_LEVEL", "DEBUG")
          .start();
  private final ApiClient ann = messenger.newUser("logged");

  @AfterAll
  void end() {
    messenger.close();
  }

  /** Lines of the log; those that the program says to its operator at the start are none. */
  private List<JsonNode> lines() {
    return messenger.log().lines().filter(line -> line.startsWith("{")).map(LogIT::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("No JSON: " + line, e);
    }
  }

  private List<JsonNode> of(String request) {
    return lines().stream().filter(line -> line.at("/request").asText().equals(request)).toList();
  }

  @Test
  void tellsEachRequestOnceByItsRouteAndCaller() {
    ann.send(ann.request("/users/" + ann.userId()).header("X-Request-Id", "one-request").GET());

    JsonNode line = await().until(() -> of("one-request"), found -> !found.isEmpty()).getFirst();

    assertThat(of("one-request")).hasSize(1);
    assertThat(line.at("/method").asText()).isEqualTo("GET");
    assertThat(line.at("/route").asText()).isEqualTo("/users/{id}");
    assertThat(line.at("/status").asInt()).isEqualTo(200);
    assertThat(line.at("/user").asText()).isEqualTo(ann.userId());
    assertThat(line.at("/address").asText()).isEqualTo("127.0.0.1");
    assertThat(line.at("/bytes").asLong()).isPositive();
    assertThat(line.at("/ms").isNumber()).isTrue();
  }

  @Test
  void saysNoMoreOfARequestWhoseParameterIsWrong() {
    ann.send(ann.request("/messages?limit=x").header("X-Request-Id", "wrong-limit").GET())
        .expect(400);

    await().until(() -> of("wrong-limit"), found -> !found.isEmpty());

    assertThat(of("wrong-limit")).hasSize(1);
    assertThat(messenger.log()).doesNotContain("ParamException");
  }

  @Test
  void carriesTheRequestAndItsTraceThroughTheQueueToTheDelivery() {
    String room = ann.group("Traced", messenger.newUser("reader"));
    ann.send(
            ann.request("/messages")
                .header("X-Request-Id", "traced-send")
                .header("traceparent", PARENT)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"conversationId\":\"" + room + "\",\"body\":\"Where am I?\"}")))
        .expect(201);

    List<JsonNode> told = await().until(() -> of("traced-send"), found -> found.size() >= 2);

    assertThat(told).allSatisfy(line -> assertThat(line.at("/trace").asText()).isEqualTo(TRACE));
    assertThat(told)
        .anySatisfy(line -> assertThat(line.at("/route").asText()).isEqualTo("/messages"))
        .anySatisfy(line ->
            assertThat(line.at("/message").asText())
                .contains(room + ".")
                .contains("brought to its recipients"));
  }

  @Test
  void tellsNoSecretAndNothingThatAClientMadeUp() {
    String room = ann.group("Secret");
    String token =
        ann.post("/conversations/" + room + "/invites").expect(201).at("/token").asText();
    messenger.newUser("invited").post("/invites/" + token).expect(201);
    String ticket = ann.post("/events/ticket").expect(200).at("/ticket").asText();
    messenger.anonymous().get("/events?ticket=made-up-ticket&cursor=x").expect(401);
    messenger
        .anonymous()
        .post("/tokens", Map.of("username", "logged", "password", "made-up-password"))
        .expect(401);
    ann.get("/made-up-path?q=made-up-query").expect(404);
    ann.send(ann.request("/users/me").header("X-Request-Id", "the-last-one").GET());

    await().until(() -> !of("the-last-one").isEmpty());
    assertThat(messenger.log())
        .doesNotContain("made-up-")
        .doesNotContain(token)
        .doesNotContain(ticket)
        .doesNotContain(ann.accessToken())
        .doesNotContain(ann.password())
        .doesNotContain(messenger.adminPassword());
  }

  @Test
  void isReadableAndWithoutRequestsByDefault() {
    RunningMessenger plain = RunningMessenger.shared();
    plain.anonymous().get("/users/me").expect(401);

    assertThat(plain.log())
        .doesNotContain("com.paidhr.messenger.requests")
        .doesNotContain("{\"time");
  }
}
