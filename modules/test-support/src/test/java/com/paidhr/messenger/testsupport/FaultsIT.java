package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultsIT {

  @TempDir Path folder;
  private RedisServer redis;
  private TcpProxy proxy;

  @BeforeEach
  void start() {
    redis = RedisServer.start(folder);
    proxy = TcpProxy.to(redis.uri().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    redis.close();
  }

  private static String ask(int port, String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(500);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[64];
      int length = socket.getInputStream().read(answer);
      return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
    }
  }

  @Test
  void keepsPortAndDataWhenKilledAndStartedAgain() throws IOException {
    int port = redis.uri().getPort();
    ask(port, "SET key value");

    redis.kill();
    assertThatThrownBy(() -> ask(port, "PING")).isInstanceOf(IOException.class);
    redis.restart();

    assertThat(ask(port, "GET key")).contains("value");
  }

  @Test
  void answersNothingWhilePaused() throws IOException {
    int port = redis.uri().getPort();

    redis.pause();
    assertThatThrownBy(() -> ask(port, "PING")).isInstanceOf(SocketTimeoutException.class);
    redis.resume();

    assertThat(ask(port, "PING")).isEqualTo("+PONG");
  }

  @Test
  void delaysHoldsAndRefusesConnections() throws IOException {
    proxy.delayBy(Duration.ofMillis(50));
    long start = System.nanoTime();
    assertThat(ask(proxy.port(), "PING")).isEqualTo("+PONG");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));

    proxy.hold();
    assertThatThrownBy(() -> ask(proxy.port(), "PING")).isInstanceOf(SocketTimeoutException.class);

    proxy.refuse();
    assertThatThrownBy(() -> assertThat(ask(proxy.port(), "PING")).isEqualTo("+PONG"))
        .isInstanceOfAny(IOException.class, AssertionError.class);

    proxy.heal();
    assertThat(ask(proxy.port(), "PING")).isEqualTo("+PONG");
  }

  @Test
  void givesEachTestADatabaseOfItsOwn() {
    assertThat(TestStores.freshDatabase()).isNotEqualTo(TestStores.freshDatabase());
    assertThat(TestStores.mongoUri()).startsWith("mongodb://127.0.0.1:");
    assertThat(TestStores.redisUri().getScheme()).isEqualTo("redis");
  }
}
