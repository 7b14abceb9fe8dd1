package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.paidhr.messenger.app.attacks.RawConnection.Reply;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One message on the wire is one request: for each raw request the number of answers, and the state
 * in which the connection is left. Most lines carry a further request in a place where nobody may
 * run it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PROBE =
      "GET /nothing/of/this/name HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final String SECRET = "planted-secret-7301";

  private RunningMessenger messenger;

  @BeforeAll
  void start() {
    messenger = RunningMessenger.with().start();
  }

  @AfterAll
  void stop() {
    messenger.close();
  }

  @TestFactory
  Stream<DynamicTest> leavesEachRequestWithItsAnswersAndNoMore() throws IOException {
    return RawRequest.table().stream()
        .map(request -> dynamicTest(request.why(), () -> check(request)));
  }

  private void check(RawRequest request) throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write(request.bytes());
      if (request.half()) {
        connection.end();
      }
      for (int expected : request.answers()) {
        checkAnswer(connection.read(), expected);
      }
      if (request.open()) {
        connection.write(PROBE);
        checkAnswer(connection.read(), 404);
      }
      assertThat(isClosed(connection)).as("nothing more comes").isTrue();
    }
  }

  private static void checkAnswer(Reply reply, int expected) {
    if (expected == 0) {
      assertThat(reply.status()).as(reply.toString()).isLessThan(500);
    } else {
      assertThat(reply.status()).as(reply.toString()).isEqualTo(expected);
    }
    assertThat(reply.body()).doesNotContain("/incidents/");
    if (reply.status() >= 400) {
      assertThat(reply.head()).contains("application/problem+json");
    }
  }

  private static boolean isClosed(RawConnection connection) throws IOException {
    try {
      return connection.isClosed();
    } catch (SocketException reset) {
      return true;
    }
  }

  /** Whatever came behind the head would be the next answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing/of/this/name", "/events", "/ws", "/health/nothing", "/users/me", "/"})
  void answersHeadByAHeadAlone(String path) throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" + PROBE);

      assertThat(connection.readHead()).startsWith("HTTP/1.1 ");

      checkAnswer(connection.read(), 404);
      assertThat(isClosed(connection)).isTrue();
    }
  }

  @Test
  void answersHttp10WithoutChunks() throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write("GET /openapi HTTP/1.0\r\nAccept: application/json\r\n\r\n");
      Reply reply = connection.read();

      assertThat(reply.has("Transfer-Encoding")).isFalse();
      assertThat(reply.has("Connection")).isTrue();
      assertThat(reply.body().strip()).startsWith("{").endsWith("}").hasSizeGreaterThan(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/health/live", "/health/ready"})
  void tellsHaproxyThatTheNodeIsThere(String path) throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write("OPTIONS " + path + " HTTP/1.0\r\n\r\n");
      Reply reply = connection.read();

      assertThat(reply.status()).as(reply.toString()).isBetween(200, 299);
      assertThat(reply.has("Allow")).isTrue();
    }
  }

  @Test
  void keepsWhatWasReceivedOutOfTheLog() throws IOException {
    String post = "POST /tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    for (String raw :
        new String[] {
          chunked + "2;x\r\n{}\r\n" + SECRET + "\r\n",
          chunked + "2;" + SECRET + "\0\r\n{}\r\n",
          chunked + "2\r\n{}\r\n0\r\nAuthorization: Bearer " + SECRET + "\r\n\r\n",
          chunked + SECRET + "\r\n",
          post + "Content-Length: " + SECRET + "\r\n\r\n",
          post + "Expect: 100-continue\r\nContent-Length: 30\r\n\r\n{\"password\":\"" + SECRET,
          post + "Content-Length: 30\r\n\r\n{\"password\":\"" + SECRET,
          "\u001b[31m" + SECRET + "\r\n\r\n",
          "GET /" + SECRET + "\0 HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: " + SECRET + " y\r\n\r\n",
          "GET /%zz" + SECRET + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\n" + SECRET + "\r\n\r\n",
          "GET /" + SECRET.repeat(300) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          SECRET.repeat(10_000) + "\r\n"
        }) {
      try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
        connection.write(raw);
        connection.end();
        Reply reply = connection.read();
        assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
      }
    }

    assertThat(messenger.log()).doesNotContain(SECRET, "SEVERE", "\u001b");
    assertThat(messenger.log().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(500));
  }

  @Test
  void saysNothingOfClientsThatGoAway() throws IOException {
    String before = messenger.log();
    for (int i = 0; i < 50; i++) {
      try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
        connection.write("GET /openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));
      }
    }

    // Requests of others are served behind them, so what there is to log is there.
    messenger.anonymous().get("/health/live").expect(200);
    assertThat(messenger.log().substring(before.length())).doesNotContain("SEVERE", "WARNING");
  }
}
