package com.paidhr.messenger.app;

import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.SocketStream;
import com.paidhr.messenger.testsupport.TcpProxy;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that vanish without a word: the connection stays, nothing comes from it, and what is sent
 * goes nowhere. Each user has one place for a stream, which the vanished one must give up.
 */
class LostClientIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LARGE = "x".repeat(4_000);

  private static final RunningMessenger MESSENGER =
      RunningMessenger.with()
          .env("STREAMS_PER_USER", "1")
          .env("STREAMS_HEARTBEAT", "PT2S")
          .env("HTTP_WRITE_TIMEOUT", "PT2S")
          .start();

  private final ApiClient ann = MESSENGER.newUser("ann");
  private final ApiClient bob = MESSENGER.newUser("bob");

  @AfterAll
  static void stop() {
    MESSENGER.close();
  }

  private static ApiClient through(TcpProxy network, ApiClient client) {
    return client.through(() -> URI.create("http://127.0.0.1:" + network.port()));
  }

  private static boolean hasPlace(ApiClient client) {
    return client.get("/events/poll?wait=0").status() == 200;
  }

  @Test
  void aSocketIsFoundByItsSilence() {
    try (TcpProxy network = TcpProxy.to(MESSENGER.url().getPort());
        SocketStream _ = SocketStream.of(through(network, bob))) {
      network.hold();

      await().atMost(PATIENCE).until(() -> hasPlace(bob));
    }
  }

  @Test
  void anEventStreamIsFoundWhenWhatIsSentGoesNowhere() {
    String room = ann.privateWith(bob);
    try (TcpProxy network = TcpProxy.to(MESSENGER.url().getPort());
        EventStream _ = EventStream.of(through(network, bob))) {
      network.hold();

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            for (int i = 0; i < 20; i++) {
              ann.send(room, LARGE);
            }
            return hasPlace(bob);
          });
    }
  }
}
