package com.paidhr.messenger.webhooks.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver that answers whatever a test wants, byte by byte. */
final class RawReceiver implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers one request. */
  interface Script {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  RawReceiver(String address, int port, Script script) throws IOException {
    server = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
    Thread.ofVirtual().start(() -> accept(script));
  }

  RawReceiver(Script script) throws IOException {
    this("127.0.0.1", 0, script);
  }

  static Script text(String answer) {
    return out -> {
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    };
  }

  int port() {
    return server.getLocalPort();
  }

  /** Head and body of each request. */
  List<String> requests() {
    return requests;
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket, script));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      requests.add(request(socket.getInputStream()));
      script.answer(socket.getOutputStream());
    } catch (IOException e) {
      // The sender has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request is cut off");
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
