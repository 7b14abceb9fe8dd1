package com.paidhr.messenger.app.attacks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** A connection on which a test writes what it likes, and reads answers as RFC 9112 frames them. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream input;

  /**
   * One final answer.
   *
   * @param head the status line and headers
   * @param body without its framing
   */
  record Reply(int status, String head, String body) {
    boolean has(String header) {
      return head.toLowerCase(Locale.ROOT).contains("\n" + header.toLowerCase(Locale.ROOT) + ":");
    }
  }

  RawConnection(URI url, Duration patience) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    input = new BufferedInputStream(socket.getInputStream());
  }

  void write(String raw) throws IOException {
    socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Tells the server that nothing more comes. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  /** The next final answer, interim ones left out. */
  Reply read() throws IOException {
    Reply reply = readAny();
    while (reply.status < 200) {
      reply = readAny();
    }
    return reply;
  }

  private Reply readAny() throws IOException {
    String head = readHead();
    int status = Integer.parseInt(head.substring(9, 12));
    String lower = head.toLowerCase(Locale.ROOT);
    int length = lower.indexOf("\ncontent-length:");
    if (lower.contains("\ntransfer-encoding:")) {
      return new Reply(status, head, readChunks());
    }
    if (length >= 0) {
      int end = lower.indexOf('\r', length);
      return new Reply(
          status, head, readText(Integer.parseInt(lower.substring(length + 16, end).strip())));
    }
    boolean isEmpty = status < 200 || status == 204 || status == 304;
    return new Reply(status, head, isEmpty ? "" : text(input.readAllBytes()));
  }

  /** The head of the next answer alone, as behind HEAD. */
  String readHead() throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("The connection ends without a whole answer: " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().matches("(?s)HTTP/1\\.1 [1-5][0-9][0-9] .*")) {
      throw new IOException("Not an answer: " + head);
    }
    return head.toString();
  }

  private String readChunks() throws IOException {
    var body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(readLine(), 16);
      body.append(readText(size));
      String end = readLine();
      while (size == 0 && !end.isEmpty()) {
        end = readLine();
      }
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("An answer breaks off");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private String readText(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("An answer breaks off");
    }
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether the server has closed the connection without a further byte. */
  boolean isClosed() throws IOException {
    return input.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
