package com.paidhr.messenger.media.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.paidhr.messenger.media.domain.Infection;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.ScanFailedException;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.testsupport.FakeClamd;
import com.paidhr.messenger.testsupport.TcpProxy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what a clamd says, and of one that says nothing. */
@Timeout(30)
class ClamdScannerTest {
  private static final Duration AGES = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final int MORE_THAN_BUFFERS_HOLD = 32 << 20;

  private final FakeClamd clamd = FakeClamd.start();
  private final TcpProxy network = TcpProxy.to(clamd.port());

  @AfterEach
  void stop() {
    network.close();
    clamd.close();
  }

  private ClamdScanner scanner(Duration timeout) {
    return new ClamdScanner("localhost", network.port(), timeout);
  }

  private static InputStream file(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
  }

  private void assertFails(Duration timeout, InputStream bytes, String reason) {
    assertThatExceptionOfType(ScanFailedException.class)
        .isThrownBy(() -> scanner(timeout).scan(bytes))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32_768, 100_001})
  void sendsAllBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    AtomicReference<byte[]> received = new AtomicReference<>();
    clamd.answer(file -> {
      received.set(file);
      return "stream: OK\0";
    });

    assertThat(scanner(AGES).scan(new ByteArrayInputStream(bytes))).isEqualTo(Scan.CLEAN);

    assertThat(received.get()).isEqualTo(bytes);
  }

  @Test
  void namesWhatWasFound() {
    assertThat(scanner(AGES).scan(file("a " + FakeClamd.VIRUS + " b")))
        .isEqualTo(new Infection(FakeClamd.SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0",
        "OK\0",
        "stream: OK \0",
        "stream: Can't allocate memory ERROR\0",
        "stream:  FOUND\0",
        "stream: a\nb FOUND\0",
        "other: OK\0",
        "UNKNOWN COMMAND\0",
        "HTTP/1.1 400 Bad Request\r\n\r\n\0"
      })
  void callsNothingCleanForAnyOtherAnswer(String answer) {
    clamd.answer(file -> answer);

    assertFails(AGES, file("a"), "clamd answered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stream: OK", "stream: Virus FOUND"})
  void believesNoAnswerThatBreaksOff(String answer) {
    clamd.answer(file -> answer);

    assertFails(AGES, file("a"), "not whole");
  }

  @Test
  void readsNoAnswerWithoutEnd() {
    clamd.answer(file -> "a".repeat(1_000_000));

    assertFails(AGES, file("a"), "not whole");
  }

  @Test
  void refusesAFileThatClamdFindsTooLarge() {
    clamd.takeAtMost(100_000);
    ClamdScanner direct = new ClamdScanner("localhost", clamd.port(), AGES);

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> direct.scan(new ByteArrayInputStream(new byte[MORE_THAN_BUFFERS_HOLD])))
        .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.BODY_TOO_LARGE));
  }

  @Test
  void failsWithoutAClamd() throws IOException {
    try (Socket nobodyListens = new Socket()) {
      nobodyListens.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ClamdScanner scanner = new ClamdScanner("localhost", nobodyListens.getLocalPort(), AGES);

      assertThatExceptionOfType(ScanFailedException.class)
          .isThrownBy(() -> scanner.scan(file("a")))
          .withMessageContaining("ConnectException");
    }
  }

  @Test
  void failsWhenTheConnectionBreaks() {
    network.refuse();

    assertFails(AGES, new ByteArrayInputStream(new byte[MORE_THAN_BUFFERS_HOLD]), "Exception");
  }

  @Test
  void doesNotWaitForeverForAnAnswer() {
    network.hold();

    assertFails(SOON, file("a"), "took longer than PT0.2S");
  }

  @Test
  void doesNotWaitForeverForAClamdThatStopsReading() {
    network.hold();

    assertFails(SOON, new ByteArrayInputStream(new byte[MORE_THAN_BUFFERS_HOLD]), "took longer");
  }

  @Test
  void failsWhenTheFileCannotBeRead() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("File x has no chunk 0 any more");
          }
        };

    assertFails(AGES, broken, "no chunk 0");
  }
}
