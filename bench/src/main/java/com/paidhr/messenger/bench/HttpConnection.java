package com.paidhr.messenger.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection of one user. Does the least that HTTP/1.1 asks for, so that the
 * generator of the load takes little of the processor that the service needs.
 */
final class HttpConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String constantHead;

  HttpConnection(URI service, String token) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
    constantHead =
        " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\nAuthorization: Bearer " + token;
  }

  void get(String path) throws IOException {
    exchange("GET", path, null);
  }

  void post(String path, String json) throws IOException {
    exchange("POST", path, json);
  }

  /** Waits for the whole answer; an answer that is no success is an error of the measurement. */
  private void exchange(String method, String path, @org.jspecify.annotations.Nullable String json)
      throws IOException {
    StringBuilder request = new StringBuilder(method).append(' ').append(path).append(constantHead);
    byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
    if (json != null) {
      request.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length);
    }
    byte[] head = request.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    out.write(whole);
    readAnswer(method + " " + path);
  }

  private void readAnswer(String request) throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    StringBuilder problem = new StringBuilder();
    do {
      if (chunked) {
        length = Long.parseLong(line(), 16);
      }
      byte[] part = in.readNBytes((int) length);
      if (status >= 300) {
        problem.append(new String(part, StandardCharsets.UTF_8));
      }
      if (chunked) {
        line();
      }
    } while (chunked && length > 0);
    if (status >= 300) {
      throw new IOException(request + " was answered with " + status + ": " + problem);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
