package com.paidhr.messenger.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.wire.Addresses;
import com.paidhr.messenger.webhooks.domain.SendSettings;
import com.paidhr.messenger.webhooks.domain.Sender.Post;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Sent.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers of all kinds: each takes a bounded time and leads nowhere else. */
class HttpSenderIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  private final SendSettings settings =
      new SendSettings(
          true, Addresses.parse("127.0.0.1"), Duration.ofSeconds(1), TIMEOUT, 2, 10_000);
  private final AddressGuard guard = new AddressGuard(settings.allowed());
  private final HttpSender sender =
      new HttpSender(settings, new CheckedNames(guard, InetAddress::getAllByName));

  @AfterEach
  void close() {
    sender.close();
  }

  private static Post post(String host, int port, String body) {
    return new Post(
        URI.create("http://" + host + ":" + port + "/hook?a=b"), "evt_1", 17, "v1,x", body);
  }

  private Sent send(RawReceiver receiver) {
    return sender.send(post("127.0.0.1", receiver.port(), "{\"type\":\"é\"}"));
  }

  @Test
  void postsWithTheHeadersOfStandardWebhooksAndNoOthersOfNote() throws IOException {
    try (var receiver = new RawReceiver(RawReceiver.text(OK))) {
      Sent sent = send(receiver);

      assertThat(sent.result()).isEqualTo(Result.DELIVERED);
      assertThat(sent.excerpt()).isEqualTo("ok");
      assertThat(receiver.requests().getFirst())
          .startsWith("POST /hook?a=b HTTP/1.1\r\n")
          .contains("webhook-id: evt_1\r\n")
          .contains("webhook-timestamp: 17\r\n")
          .contains("webhook-signature: v1,x\r\n")
          .contains("Content-Type: application/json")
          .contains("User-Agent: messenger-webhooks\r\n")
          .endsWith("\r\n\r\n{\"type\":\"é\"}")
          .doesNotContain("Upgrade", "Accept-Encoding", "Cookie", "Authorization");
    }
  }

  @Test
  void connectsToTheAddressThatWasCheckedWhateverTheNameSaysNext() throws IOException {
    Iterator<String> answers = List.of("127.0.0.1", "127.0.0.2", "127.0.0.1").iterator();
    HttpSender rebound =
        new HttpSender(
            settings,
            new CheckedNames(
                guard, host -> new InetAddress[] {InetAddress.ofLiteral(answers.next())}));
    try (var allowed = new RawReceiver(RawReceiver.text(OK));
        var inner = new RawReceiver("127.0.0.2", allowed.port(), RawReceiver.text(OK))) {
      Post post = post("hooks.example.org", allowed.port(), "{}");

      assertThat(rebound.send(post).result()).isEqualTo(Result.DELIVERED);
      assertThat(rebound.send(post).result()).isEqualTo(Result.NOT_ALLOWED);
      assertThat(rebound.send(post).result()).isEqualTo(Result.DELIVERED);

      assertThat(allowed.requests())
          .hasSize(2)
          .allMatch(head -> head.contains("Host: hooks.example.org:" + allowed.port()));
      assertThat(inner.requests()).isEmpty();
      assertThat(answers.hasNext()).as("a lookup for each connection").isFalse();
    } finally {
      rebound.close();
    }
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (var inner = new RawReceiver(RawReceiver.text(OK));
        var receiver =
            new RawReceiver(
                RawReceiver.text(
                    "HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:"
                        + inner.port()
                        + "/\r\nContent-Length: 0\r\n\r\n"))) {
      Sent sent = send(receiver);

      assertThat(sent.result()).isEqualTo(Result.REDIRECTED);
      assertThat(sent.inWords()).contains("307");
      assertThat(inner.requests()).isEmpty();
    }
  }

  @Test
  void triesOnceAndTellsWhatTheReceiverAsksFor() throws IOException {
    try (var receiver =
        new RawReceiver(
            RawReceiver.text(
                "HTTP/1.1 503 Later\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"))) {
      Sent sent = send(receiver);

      assertThat(sent.result()).isEqualTo(Result.REFUSED);
      assertThat(sent.status()).isEqualTo(503);
      assertThat(sent.retryAfter()).isEqualTo(Duration.ofSeconds(120));
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void cutsOffWhoNeverAnswers() throws IOException {
    try (var receiver = new RawReceiver(_ -> Thread.sleep(Duration.ofMinutes(1)))) {
      assertBounded(receiver, Result.TIMEOUT);
    }
  }

  @Test
  void cutsOffWhoDripsAHead() throws IOException {
    try (var receiver =
        new RawReceiver(out -> drip(out, "HTTP/1.1 200 OK\r\n", "X-More: 1\r\n", 100))) {
      assertBounded(receiver, Result.TIMEOUT);
    }
  }

  @Test
  void cutsOffWhoSendsAHeadWithoutEnd() throws IOException {
    try (var receiver =
        new RawReceiver(out -> drip(out, "HTTP/1.1 200 OK\r\n", "X-More: 1\r\n", 0))) {
      assertBounded(receiver, Result.UNREACHABLE);
    }
  }

  @Test
  void cutsOffInterimAnswersWithoutEnd() throws IOException {
    try (var receiver =
        new RawReceiver(out -> drip(out, "", "HTTP/1.1 102 Processing\r\n\r\n", 50))) {
      assertBounded(receiver, Result.TIMEOUT);
    }
  }

  @Test
  void readsLittleOfABodyWithoutEnd() throws IOException {
    String line = "x".repeat(1_000) + "\r\n";
    try (var receiver = new RawReceiver(out -> drip(out, "HTTP/1.1 200 OK\r\n\r\n", line, 0))) {
      Sent sent = assertBounded(receiver, Result.DELIVERED);

      assertThat(sent.excerpt()).hasSizeLessThanOrEqualTo(200).startsWith("xxx");
    }
  }

  @Test
  void countsAsDeliveredWhatIsAnsweredThoughTheBodyDrips() throws IOException {
    try (var receiver = new RawReceiver(out -> drip(out, "HTTP/1.1 200 OK\r\n\r\n", "x", 100))) {
      assertBounded(receiver, Result.DELIVERED);
    }
  }

  private Sent assertBounded(RawReceiver receiver, Result expected) {
    long begin = System.nanoTime();
    Sent sent = send(receiver);

    assertThat(sent.result()).isEqualTo(expected);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.multipliedBy(10));
    return sent;
  }

  private static void drip(OutputStream out, String begin, String more, long pause)
      throws IOException, InterruptedException {
    out.write(begin.getBytes(StandardCharsets.US_ASCII));
    byte[] bytes = more.getBytes(StandardCharsets.US_ASCII);
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (System.nanoTime() < until) {
      out.write(bytes);
      out.flush();
      if (pause > 0) {
        Thread.sleep(pause);
      }
    }
  }

  @Test
  void postsNothingThatIsTooLarge() throws IOException {
    try (var receiver = new RawReceiver(RawReceiver.text(OK))) {
      Sent sent = sender.send(post("127.0.0.1", receiver.port(), "x".repeat(10_001)));

      assertThat(sent.result()).isEqualTo(Result.TOO_LARGE);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void leavesPlacesOfAHostToOthers() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    try (var receiver =
        new RawReceiver(out -> {
          two.countDown();
          end.await();
          RawReceiver.text(OK).answer(out);
        })) {
      var first = CompletableFuture.supplyAsync(() -> send(receiver), Thread::startVirtualThread);
      var second = CompletableFuture.supplyAsync(() -> send(receiver), Thread::startVirtualThread);
      two.await();

      assertThat(send(receiver).result()).isEqualTo(Result.BUSY);
      end.countDown();
      assertThat(first.get().isDelivered() && second.get().isDelivered()).isTrue();
    }
  }

  @Test
  void tellsWhichHostsMayBeCalled() {
    assertThat(sender.mayCall(URI.create("http://127.0.0.1/"))).isTrue();
    assertThat(sender.mayCall(URI.create("http://127.0.0.2/"))).isFalse();
    assertThat(sender.mayCall(URI.create("http://[::1]/"))).isFalse();
    assertThat(sender.mayCall(URI.create("http://2130706434/"))).isFalse();
  }
}
