package com.paidhr.messenger.app.attacks;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Thousands of connections of one attacker, which send something and never end it. */
final class Crowd implements AutoCloseable {
  /** Files that this JVM and the service need beside the connections. */
  private static final int OTHER_FILES = 1_000;

  private final List<SocketChannel> open = new ArrayList<>();

  /** Skips the test, loudly, where the machine does not allow so many open files. */
  static void require(int connections) {
    long allowed =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    assumeThat(allowed)
        .as(
            "SKIPPED: %d connections need `ulimit -n %d`, here it is %d",
            connections, connections + OTHER_FILES, allowed)
        .isGreaterThanOrEqualTo(connections + OTHER_FILES);
  }

  /** Opens so many connections one after the other; each sends this at once. */
  Crowd join(URI url, int connections, String raw) throws IOException {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open();
      open.add(channel);
      channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      channel.configureBlocking(false);
      try {
        channel.write(ByteBuffer.wrap(bytes));
      } catch (IOException refused) {
        // It was closed for others already.
      }
    }
    return this;
  }

  /** How many of them the service has not closed. */
  long alive() {
    return open.stream().filter(Crowd::isAlive).count();
  }

  private static boolean isAlive(SocketChannel channel) {
    try {
      ByteBuffer answer = ByteBuffer.allocate(4_096);
      int count = channel.read(answer);
      while (count > 0) {
        answer.clear();
        count = channel.read(answer);
      }
      return count == 0;
    } catch (IOException reset) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
