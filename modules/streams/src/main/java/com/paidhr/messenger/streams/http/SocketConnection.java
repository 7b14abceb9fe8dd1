package com.paidhr.messenger.streams.http;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The server's WebSocket connection, whose end is always noticed. */
final class SocketConnection implements ServerConnection {
  private final WsConnection connection;
  private final SocketChannel channel;

  SocketConnection(WsConnection connection, SocketChannel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  /** An idle client takes no place among the requests that are being answered. */
  @Override
  public void handle(Limit limit) {
    try {
      connection.handle(FixedLimit.create());
    } finally {
      channel.gone();
    }
  }

  @Override
  @SuppressWarnings({"removal", "deprecation"})
  public void handle(Semaphore requests) {
    handle(FixedLimit.create());
  }

  /** Heartbeats find out who is gone, not the server's clock. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }
}
