package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics and health on a port of their own, and nowhere else. */
class ManagementPortIT {
  private static final Pattern PLACE =
      Pattern.compile("^Metrics and health are at (http://\\S+)", Pattern.MULTILINE);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningMessenger messenger;
  private static URI management;

  @BeforeAll
  static void start() {
    messenger = RunningMessenger.with().env("SERVER_MANAGEMENT_PORT", "0").start();
    Matcher place = PLACE.matcher(messenger.log());
    assertThat(place.find()).isTrue();
    management = URI.create(place.group(1));
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static HttpResponse<String> ask(URI base, String method, String path, String accept)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", accept)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/health/live", "/health/ready", "/health/started", "/metrics"})
  void answerThereOnly(String path) throws Exception {
    assertThat(ask(management, "GET", path, "*/*").statusCode()).isEqualTo(200);
    assertThat(ask(management, "HEAD", path, "*/*").statusCode()).isBetween(200, 204);
    for (String accept : new String[] {"*/*", "text/html", "text/plain", "application/json"}) {
      HttpResponse<String> api = ask(messenger.url(), "GET", path, accept);
      assertThat(api.statusCode()).as(accept).isEqualTo(404);
      assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
    assertThat(ask(messenger.url(), "HEAD", path, "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsTheNumbersAlsoToABrowser() throws Exception {
    assertThat(ask(management, "GET", "/metrics", "text/html").body())
        .contains("messenger_http_requests");
    assertThat(ask(management, "OPTIONS", "/", "*/*").statusCode()).isBetween(200, 204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/me", "/tokens", "/openapi", "/chat", "/", "/admin/queue"})
  void hasNothingElse(String path) throws Exception {
    HttpResponse<String> answer = ask(management, "GET", path, "*/*");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void isFramedLikeTheOther() throws Exception {
    try (var socket = new Socket(management.getHost(), management.getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void servesTheApiAsBefore() {
    ApiClient ann = messenger.newUser("ann");

    ann.send(ann.group("On the other port"), "Hello");
  }

  @Test
  void isKnownToTheStatusVerb() {
    CommandLine status =
        CommandLine.run(
            Map.of("MESSENGER_ADMIN_PASSWORD", messenger.adminPassword()),
            "status",
            "--url",
            messenger.url().toString());

    assertThat(status.code()).as(status.out()).isZero();
    assertThat(status.out()).contains("health is told on a port of its own");
  }

  @Test
  void doesNotStartOnAPortThatIsTaken(@TempDir Path data) throws Exception {
    try (var taken = new ServerSocket(0)) {
      CommandLine start =
          CommandLine.run(
              Map.of("SERVER_MANAGEMENT_PORT", Integer.toString(taken.getLocalPort())),
              "run",
              "--port",
              "0",
              "--data",
              data.toString());

      assertThat(start.code()).isEqualTo(1);
      assertThat(start.out()).contains("server.management.port");
    }
  }
}
