package com.paidhr.messenger.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A virus scanner that speaks clamd's protocol and finds one virus, {@link #VIRUS}. A {@link
 * TcpProxy} in front of it is a scanner that is slow or away.
 */
public final class FakeClamd implements AutoCloseable {
  /** What it finds, anywhere in a file. */
  public static final String VIRUS = "the-virus-of-the-tests";

  /** What it calls it. */
  public static final String SIGNATURE = "Test.Virus-1";

  private static final String COMMAND = "zINSTREAM\0";

  private final ServerSocket listener;
  private final AtomicInteger scans = new AtomicInteger();
  private volatile Function<byte[], String> answers = FakeClamd::verdict;
  private volatile int limit = Integer.MAX_VALUE;

  private FakeClamd() throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  /** A scanner on a free port of the loopback interface. */
  public static FakeClamd start() {
    try {
      return new FakeClamd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on the answer to a whole file is this, sent as it is; then the connection ends. */
  public void answer(Function<byte[], String> next) {
    answers = next;
  }

  /** From now on it hangs up on files with more bytes, after it has said why. */
  public void takeAtMost(int bytes) {
    limit = bytes;
  }

  /** How many connections have asked for a scan. */
  public int scans() {
    return scans.get();
  }

  private static String verdict(byte[] file) {
    boolean infected = new String(file, StandardCharsets.ISO_8859_1).contains(VIRUS);
    return "stream: " + (infected ? SIGNATURE + " FOUND" : "OK") + "\0";
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // The listener was closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String answer = hear(new DataInputStream(client.getInputStream()));
      client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // The client hung up; there is nobody to answer.
    }
  }

  private String hear(DataInputStream client) throws IOException {
    String command = new String(client.readNBytes(COMMAND.length()), StandardCharsets.ISO_8859_1);
    if (!command.equals(COMMAND)) {
      return "UNKNOWN COMMAND\0";
    }
    scans.incrementAndGet();
    var file = new ByteArrayOutputStream();
    for (int length = client.readInt(); length != 0; length = client.readInt()) {
      if (file.size() + length > limit) {
        return "INSTREAM size limit exceeded. ERROR\0";
      }
      file.write(client.readNBytes(length));
    }
    return answers.apply(file.toByteArray());
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
