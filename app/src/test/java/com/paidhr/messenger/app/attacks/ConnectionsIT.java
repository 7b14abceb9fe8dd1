package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.app.attacks.RawConnection.Reply;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.Crowd;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections by the thousand, of somebody without an account, with the launcher's options. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(AgainWhereSlow.class)
class ConnectionsIT {
  private static final String POST =
      "POST /tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RunningMessenger messenger;

  @BeforeAll
  void start() {
    messenger =
        RunningMessenger.with()
            .env("HTTP_HEAD_TIMEOUT", "PT5S")
            .env("HTTP_BODY_TIMEOUT", "PT3S")
            .env("HTTP_IDLE_TIMEOUT", "PT8S")
            .start();
  }

  @AfterAll
  void stop() {
    messenger.close();
  }

  @Test
  void tenThousandThatSayNothing() throws IOException {
    attack(10_000, "");
  }

  @Test
  void fiveThousandHeadsThatDoNotEnd() throws IOException {
    attack(5_000, Hostile.endlessHead());
  }

  @Test
  void threeThousandBodiesThatDoNotEnd() throws IOException {
    attack(3_000, Hostile.endlessBody(17_000));
  }

  @Test
  void threeThousandLargeBodiesThatDoNotEnd() throws IOException {
    attack(3_000, Hostile.endlessBody(400_000));
  }

  @Test
  void threeThousandBodiesThatWaitToBeAskedFor() throws IOException {
    attack(3_000, Hostile.neverSent());
  }

  /** A normal user is served meanwhile, and no connection of the attack outlives its time. */
  private void attack(int connections, String raw) throws IOException {
    Crowd.require(connections);
    try (var watch = new Watch(messenger);
        var crowd = new Crowd().join(messenger.url(), connections, raw)) {
      int before = watch.visits();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> crowd.alive() == 0 && watch.visits() > before + 30);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\n",
        "GET",
        POST + "Content-Length: 100\r\n\r\n{",
        POST + "Content-Length: 100000\r\n\r\n{",
        POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{",
        POST + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n"
      })
  void tellsWhatTookTooLongAndEndsIt(String raw) throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write(raw);

      Reply reply = connection.read();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.body()).contains("/problems/request-timeout");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void endsABodyThatTrickles() throws Exception {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      connection.write(POST + "Content-Length: 100000\r\n\r\n");
      Thread trickle = Thread.startVirtualThread(() -> trickle(connection));

      assertThat(connection.read().status()).isEqualTo(408);
      trickle.join();
    }
  }

  /** A byte whenever the last one was sent: far below the least rate, without a pause. */
  private static void trickle(RawConnection connection) {
    try {
      while (true) {
        connection.write(" ");
        LockSupport.parkNanos(200_000_000L);
      }
    } catch (IOException closed) {
      // That is what is waited for.
    }
  }

  @Test
  void closesAConnectionWithoutARequest() throws IOException {
    try (var connection = new RawConnection(messenger.url(), PATIENCE)) {
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void endsAnAnswerThatNobodyTakes() throws IOException {
    try (RunningMessenger strict =
            RunningMessenger.with()
                .env("HTTP_WRITE_TIMEOUT", "PT1S")
                .env("HTTP_MIN_RATE", "1000000")
                .start();
        var connection = new RawConnection(strict.url(), PATIENCE)) {
      Thread asking =
          Thread.startVirtualThread(() -> {
            try {
              while (true) {
                connection.write("GET /openapi HTTP/1.1\r\nHost: x\r\n\r\n");
              }
            } catch (IOException closed) {
              // That is what is waited for.
            }
          });
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !asking.isAlive());
      assertThat(strict.log()).doesNotContain("SEVERE");
    }
  }

  @Test
  void limitsOneAddressAndLeavesTheOthers() throws IOException {
    try (RunningMessenger strict =
        RunningMessenger.with()
            .env("HTTP_TRUSTED_PROXIES", "192.0.2.1")
            .env("HTTP_MAX_CONNECTIONS_PER_ADDRESS", "20")
            .start()) {
      try (var crowd = new Crowd().join(strict.url(), 200, "")) {
        Awaitility.await().until(() -> crowd.alive() <= 20);
      }
      Awaitility.await().untilAsserted(() -> assertThat(askedAlone(strict.url())).isEqualTo(200));
    }
  }

  /** The status of an answer on a connection of its own; 0 when that is cut off. */
  private static int askedAlone(URI url) {
    try (var connection = new RawConnection(url, Duration.ofSeconds(5))) {
      connection.write("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      return connection.read().status();
    } catch (IOException e) {
      return 0;
    }
  }
}
