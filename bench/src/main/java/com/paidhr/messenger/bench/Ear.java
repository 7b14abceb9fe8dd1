package com.paidhr.messenger.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client's stream that costs this process next to nothing: a socket and a virtual thread that
 * hands over lines of server-sent events, or texts of a WebSocket, as they come.
 */
final class Ear implements AutoCloseable {
  private static final int PATIENCE_S = 60;
  private static final int TEXT = 1;
  private static final int END = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MASKED = 0x80;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Consumer<String> told;
  private volatile String last = "nothing";
  private volatile boolean hasBegun;

  /** What carries the events. */
  enum Way {
    EVENTS,
    SOCKET
  }

  /**
   * Opens a stream that begins now; returns when it has begun.
   *
   * @param told called by the thread that reads
   */
  Ear(Way way, URI node, String token, Consumer<String> told) throws IOException {
    this.told = told;
    socket = new Socket(node.getHost(), node.getPort());
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
    out = socket.getOutputStream();
    String path = way == Way.EVENTS ? "/events" : "/ws";
    String upgrade =
        way == Way.EVENTS
            ? ""
            : "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    write(
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(path, node.getAuthority(), token, upgrade)
            .getBytes(StandardCharsets.ISO_8859_1));
    String status = line();
    if (!status.contains(way == Way.EVENTS ? " 200 " : " 101 ")) {
      throw new IOException("A stream was answered with " + status);
    }
    while (!line().isEmpty()) {
      // The head says nothing of interest.
    }
    if (way == Way.SOCKET) {
      frame(TEXT, "{\"type\":\"hello\"}".getBytes(StandardCharsets.UTF_8));
    }
    Thread.ofVirtual().start(() -> read(way));
    await();
  }

  private void await() throws IOException {
    try {
      if (!begun.await(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new IOException(
            "A stream did not begin within " + PATIENCE_S + " s, but told " + last);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void read(Way way) {
    try {
      while (true) {
        String heard = way == Way.EVENTS ? line() : text();
        if (heard.contains("resumed")) {
          hasBegun = true;
          begun.countDown();
        } else if (!hasBegun) {
          last = heard;
        }
        told.accept(heard);
      }
    } catch (IOException e) {
      begun.countDown(); // The measurement is over, or the service ended the stream.
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** The next text; pings before it are answered. */
  private String text() throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0f;
      long length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] content = in.readNBytes(Math.toIntExact(length));
      if (kind == PING) {
        frame(PONG, content);
      } else if (kind == END) {
        throw new IOException("The service ended the stream");
      } else if (kind == TEXT) {
        return new String(content, StandardCharsets.UTF_8);
      }
    }
  }

  /** Masked by zeros, which change nothing. */
  private void frame(int kind, byte[] content) throws IOException {
    byte[] frame = new byte[6 + content.length];
    frame[0] = (byte) (0x80 | kind);
    frame[1] = (byte) (MASKED | content.length);
    System.arraycopy(content, 0, frame, 6, content.length);
    write(frame);
  }

  private synchronized void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
