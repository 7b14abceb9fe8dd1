package com.paidhr.messenger.testsupport.attacks;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections of one attacker, which send something and never end it. */
public final class Crowd implements AutoCloseable {
  /** Files that this JVM and the service need beside the connections. */
  private static final int OTHER_FILES = 1_000;

  /** Bytes that a slow reader takes at a time, at most. */
  public static final int SIP = 4_096;

  private final List<Guest> open = new ArrayList<>();

  /** What is done to a connection before it is opened. */
  private interface Preparation {
    void prepare(SocketChannel socket) throws IOException;
  }

  /**
   * One connection.
   *
   * @param rest what the service has not taken yet
   */
  private record Guest(SocketChannel channel, ByteBuffer rest) {}

  /** Skips the test, loudly, where the machine does not allow so many open files. */
  public static void require(int connections) {
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

  /** Opens so many connections one after the other; each sends this as soon as it is taken. */
  public Crowd join(URI url, int connections, String raw) throws IOException {
    return join(url, connections, raw, socket -> {});
  }

  /**
   * The same from another address of this machine, with connections that hold little of an answer
   * beyond what {@link #sip} has taken.
   */
  public Crowd joinSlowly(URI url, int connections, String raw, String from) throws IOException {
    return join(
        url,
        connections,
        raw,
        socket ->
            socket
                .setOption(StandardSocketOptions.SO_RCVBUF, SIP)
                .bind(new InetSocketAddress(from, 0)));
  }

  private Crowd join(URI url, int connections, String raw, Preparation preparation)
      throws IOException {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < connections; i++) {
      Guest guest = new Guest(SocketChannel.open(), ByteBuffer.wrap(bytes));
      open.add(guest);
      preparation.prepare(guest.channel);
      guest.channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      guest.channel.configureBlocking(false);
      guest.channel.write(guest.rest);
    }
    return this;
  }

  /** Lets each take a little of its answer, and tells how many have not come to an end. */
  public long sip() {
    return open.stream().filter(Crowd::takesALittle).count();
  }

  private static boolean takesALittle(Guest guest) {
    try {
      return guest.channel.read(ByteBuffer.allocate(SIP)) >= 0;
    } catch (IOException reset) {
      return false;
    }
  }

  /** Sends what is left where it is taken, and tells how many the service has not closed. */
  public long alive() {
    return open.stream().filter(Crowd::isAlive).count();
  }

  private static boolean isAlive(Guest guest) {
    try {
      guest.channel.write(guest.rest);
    } catch (IOException refused) {
      // The service does not read on; whether it has closed is seen below.
    }
    try {
      ByteBuffer answer = ByteBuffer.allocate(4_096);
      int count = guest.channel.read(answer);
      while (count > 0) {
        answer.clear();
        count = guest.channel.read(answer);
      }
      return count == 0;
    } catch (IOException reset) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (Guest guest : open) {
      guest.channel.close();
    }
  }
}
