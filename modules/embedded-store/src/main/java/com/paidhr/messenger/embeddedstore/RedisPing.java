package com.paidhr.messenger.embeddedstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis server whether it is ready. */
final class RedisPing {

  private static final int TIMEOUT_MILLIS = 1_000;
  private static final byte[] QUESTION =
      "PING\r\nINFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII);

  private RedisPing() {}

  /**
   * True when the server with this process id answers on the port, so neither while it is still
   * loading its file nor when another server has the port.
   */
  static boolean answers(int port, long pid) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(QUESTION);
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+PONG".equals(answer.readLine())
          && answer.lines().anyMatch(line -> line.equals("process_id:" + pid));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
