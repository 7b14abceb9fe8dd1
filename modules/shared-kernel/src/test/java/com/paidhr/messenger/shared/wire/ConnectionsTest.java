package com.paidhr.messenger.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.wire.Peer.Stage;
import java.net.Socket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final int PER_ADDRESS = 4;
  private static final int AT_ONCE = 200;
  private static final int ROUNDS = 500;

  private final Connections connections = new Connections(settings(), 1_000);

  /** This machine's connections are counted by address, since the proxy is another. */
  private static WireSettings settings() {
    WireSettings standard = WireSettings.STANDARD;
    return new WireSettings(
        standard.maxConnections(),
        PER_ADDRESS,
        Addresses.parse("192.0.2.1"),
        standard.maxReceived(),
        standard.maxLargeBodies(),
        standard.idle(),
        standard.head(),
        standard.body(),
        standard.write(),
        standard.rate());
  }

  private Peer peer() {
    return new Peer(connections, settings(), new Socket());
  }

  @Test
  void givesUpIdleConnectionsOfAnAddressForANewOne() {
    List<Peer> idle = IntStream.range(0, PER_ADDRESS).mapToObj(_ -> peer()).toList();
    assertThat(idle).allMatch(connections::admit);

    assertThat(connections.admit(peer())).isTrue();
  }

  @Test
  void refusesAConnectionWhenAllOthersOfItsAddressAreServed() {
    serve(PER_ADDRESS);

    assertThat(connections.admit(peer())).isFalse();
  }

  @Test
  void forgetsConnectionsThatWereGivenUpWhileTheyCame() throws InterruptedException {
    for (int i = 0; i < ROUNDS; i++) {
      List<Thread> crowd =
          IntStream.range(0, AT_ONCE)
              .mapToObj(_ -> Thread.startVirtualThread(this::comeAndGo))
              .toList();
      for (Thread one : crowd) {
        one.join();
      }
    }

    serve(PER_ADDRESS);
  }

  private void comeAndGo() {
    Peer peer = peer();
    connections.admit(peer);
    connections.leave(peer);
  }

  private void serve(int count) {
    for (int i = 0; i < count; i++) {
      Peer peer = peer();
      assertThat(connections.admit(peer)).isTrue();
      peer.enter(Stage.SERVED);
    }
  }
}
