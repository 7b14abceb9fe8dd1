package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection too many: it is told so and closed at once. */
final class RefusedConnection implements ServerConnection {
  private static final String REASON = "Too many connections are open";

  private final Wire wire;
  private final Peer peer;
  private final @Nullable HelidonSocket socket;

  /**
   * @param socket null where nothing can be said before a handshake
   */
  RefusedConnection(Wire wire, Peer peer, @Nullable HelidonSocket socket) {
    this.wire = wire;
    this.peer = peer;
    this.socket = socket;
  }

  @Override
  public void handle(Limit limit) {
    wire.faults().tell(peer, REASON);
    try {
      if (socket != null) {
        socket.write(wire.answers().refusal(ProblemType.UNAVAILABLE, REASON));
        peer.shutdownOutput();
      }
    } catch (UncheckedIOException e) {
      // The client did not wait for it.
    } finally {
      peer.close();
    }
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    peer.close();
  }
}
