package com.paidhr.messenger.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The server speaks TLS itself, and shows a new certificate without a restart. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class OwnTlsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static TestCertificate first;
  private static TestCertificate second;
  private static RunningMessenger messenger;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    first = TestCertificate.in(Files.createDirectory(folder.resolve("first")));
    second = TestCertificate.in(Files.createDirectory(folder.resolve("second")));
    Files.copy(first.chain(), shownChain());
    Files.copy(first.key(), shownKey());
    messenger =
        RunningMessenger.with()
            .env("HTTP_TLS_CERTIFICATE_FILE", shownChain().toString())
            .env("HTTP_TLS_KEY_FILE", shownKey().toString())
            .env("HTTP_TLS_CHECK_EVERY", "PT0.1S")
            .env("HTTP_HEAD_TIMEOUT", "PT20S")
            .start();
    client = client();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static Path shownChain() {
    return folder.resolve("shown.crt");
  }

  private static Path shownKey() {
    return folder.resolve("shown.key");
  }

  private static HttpClient client() throws GeneralSecurityException, IOException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(TestCertificate.trusting(first, second))
        .connectTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(messenger.url() + path))
        .timeout(Duration.ofMinutes(1));
  }

  private static String token() throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(Map.of("username", "admin", "password", messenger.adminPassword()));
    var answer =
        client.send(
            request("/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body()).at("/accessToken").asText();
  }

  @Test
  void answersRequestsStreamsAndSockets() throws Exception {
    assertThat(messenger.url().getScheme()).isEqualTo("https");
    String bearer = "Bearer " + token();
    var text = new StringBuffer();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Authorization", bearer)
            .buildAsync(
                URI.create("wss" + messenger.url().toString().substring("https".length()) + "/ws"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket of, CharSequence data, boolean last) {
                    text.append(data);
                    of.request(1);
                    return CompletableFuture.completedFuture(null);
                  }
                })
            .join();
    socket.sendText("{\"type\":\"hello\"}", true).join();
    Awaitility.await().until(() -> text.toString().contains("resumed"));
    try (Stream<String> lines =
        client
            .send(
                request("/events").header("Authorization", bearer).build(), BodyHandlers.ofLines())
            .body()) {
      var answer =
          client.send(
              request("/conversations")
                  .header("Authorization", bearer)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"type\":\"GROUP\",\"name\":\"Over TLS\"}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      String room = JSON.readTree(answer.body()).at("/id").asText();

      assertThat(lines.anyMatch(line -> line.startsWith("data:") && line.contains(room))).isTrue();
    }
    Awaitility.await().until(() -> text.toString().contains("conversation"));
    socket.abort();
    assertThat(metric("messenger_tls_certificate_expires_at_seconds"))
        .isEqualTo((double) first.expiresAt().getEpochSecond());
  }

  private static double metric(String name) throws IOException, InterruptedException {
    return client
        .send(request("/metrics").build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void isNotHarmedByWhatIsNoTls() throws Exception {
    for (String hostile : new String[] {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003"}) {
      try (var plain = new Socket(messenger.url().getHost(), messenger.url().getPort())) {
        plain.setSoTimeout(120_000);
        plain.getOutputStream().write(hostile.getBytes(US_ASCII));
        String answer = new String(ended(plain.getInputStream()), US_ASCII);
        assertThat(answer).doesNotContain("HTTP");
      }
    }
    assertThat(client.send(request("/health/live").build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    assertThat(messenger.log()).doesNotContain("Exception");
  }

  /** What the server says until it ends the connection, however it does. */
  private static byte[] ended(InputStream input) throws IOException {
    try {
      return input.readAllBytes();
    } catch (SocketException e) {
      return new byte[0];
    }
  }

  /** The protection of the plain port holds behind TLS, too. */
  @Test
  void endsAHeadThatTakesTooLong() throws Exception {
    try (SSLSocket slow = handshake()) {
      slow.setSoTimeout(120_000);
      slow.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(US_ASCII));

      assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void showsANewCertificateWithoutLosingARequest() throws Exception {
    var failures = new ConcurrentLinkedQueue<String>();
    var answered = new AtomicInteger();
    var isOver = new AtomicBoolean();
    HttpClient kept = client();
    Thread lasting = asking(() -> kept, isOver, answered, failures);
    Thread fresh = asking(OwnTlsIT::client, isOver, answered, failures);
    try {
      assertThat(shown()).isEqualTo(first.certificate());
      // What half a replacement looks like: the key is another's.
      replace(second.key(), shownKey());
      Awaitility.await().until(() -> messenger.log().contains("is not the certificate's"));
      assertThat(shown()).isEqualTo(first.certificate());

      replace(second.chain(), shownChain());
      Awaitility.await().until(() -> shown().equals(second.certificate()));

      Files.writeString(shownChain(), "-----BEGIN CERTIFICATE-----\nbroken");
      Awaitility.await().until(() -> messenger.log().contains("without a certificate"));
      Files.delete(shownKey());
      Awaitility.await().until(() -> messenger.log().contains("cannot be read"));
      assertThat(shown()).isEqualTo(second.certificate());
      int before = answered.get();
      Awaitility.await().until(() -> answered.get() > before + 10);
    } finally {
      isOver.set(true);
      lasting.join();
      fresh.join();
    }
    assertThat(failures).isEmpty();
    assertThat(metric("messenger_tls_certificate_expires_at_seconds"))
        .isEqualTo((double) second.expiresAt().getEpochSecond());
  }

  private interface Clients {
    HttpClient next() throws Exception;
  }

  private static Thread asking(
      Clients clients,
      AtomicBoolean isOver,
      AtomicInteger answered,
      ConcurrentLinkedQueue<String> failures) {
    return Thread.startVirtualThread(() -> {
      while (!isOver.get()) {
        try {
          var answer =
              clients.next().send(request("/health/live").build(), BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            answered.incrementAndGet();
          } else {
            failures.add(answer.toString());
          }
        } catch (Exception e) {
          failures.add(e.toString());
        }
      }
    });
  }

  private static void replace(Path content, Path shown) throws IOException {
    Path next = Files.copy(content, folder.resolve("next"));
    Files.move(next, shown, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static SSLSocket handshake() throws Exception {
    SSLContext context = TestCertificate.trusting(first, second);
    var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(messenger.url().getHost(), messenger.url().getPort());
    socket.startHandshake();
    return socket;
  }

  private static Certificate shown() throws Exception {
    try (SSLSocket socket = handshake()) {
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void doesNotStartWithoutItsCertificate() throws Exception {
    CommandLine start =
        CommandLine.run(
            Map.of(
                "HTTP_TLS_CERTIFICATE_FILE",
                first.chain().toString(),
                "HTTP_TLS_KEY_FILE",
                second.key().toString()),
            "run",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());

    assertThat(start.code()).isEqualTo(1);
    assertThat(start.out()).contains("http.tls.key-file").contains("is not the certificate's");
  }
}
