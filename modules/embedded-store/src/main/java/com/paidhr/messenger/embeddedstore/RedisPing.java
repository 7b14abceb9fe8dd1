package com.paidhr.messenger.embeddedstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks a Redis server whether it is ready. */
final class RedisPing {

  private static final int TIMEOUT_MILLIS = 1_000;
  private static final String QUESTION = "PING\r\nINFO server\r\nQUIT\r\n";

  private RedisPing() {}

  /**
   * True when the server with this process id answers on the port, so neither while it is still
   * loading its file nor when another server has the port.
   */
  static boolean answers(int port, @Nullable String password, long pid) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String asked = password == null ? QUESTION : "AUTH " + password + "\r\n" + QUESTION;
      socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return (password == null || "+OK".equals(answer.readLine()))
          && "+PONG".equals(answer.readLine())
          && answer.lines().anyMatch(line -> line.equals("process_id:" + pid));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
