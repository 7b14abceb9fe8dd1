package com.paidhr.messenger.streams.http;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsConnection;
import io.helidon.webserver.websocket.WsUpgrader;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes connections to {@code /ws} WebSockets, or refuses them as HTTP does. */
final class StreamUpgrader extends WsUpgrader {
  private static final String PATH = "/ws";
  private static final int KEY_BYTES = 16;

  StreamUpgrader(WsConfig config) {
    super(config);
  }

  /** Null leaves a request for another path to whoever has it. */
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!prologue.uriPath().path().equals(PATH)) {
      return null;
    }
    SocketDoor door = CDI.current().select(SocketDoor.class).get();
    String key = headers.first(WS_KEY).orElse("");
    SocketChannel channel;
    try {
      requireHandshake(key, headers);
      channel = door.admit(headers, prologue.query());
    } catch (RuntimeException e) {
      refuse(context, door.refusal(e));
      throw new CloseConnectionException("The upgrade was refused", e);
    }
    accept(context, key);
    return new SocketConnection(
        WsConnection.create(context, prologue, WritableHeaders.create(), key, channel), channel);
  }

  private static void requireHandshake(String key, WritableHeaders<?> headers) {
    String version = headers.first(WS_VERSION).orElse("");
    if (!isKey(key) || !version.equals(SUPPORTED_VERSION)) {
      throw new DomainException(
          ProblemType.MALFORMED_REQUEST, "This is no handshake of WebSocket version 13");
    }
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void accept(ConnectionContext context, String key) {
    write(context, SWITCHING_PROTOCOL_PREFIX + hash(context, key) + SWITCHING_PROTOCOLS_SUFFIX);
  }

  private static void refuse(ConnectionContext context, Refusals.Refusal refusal) {
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    Status status = Status.create(refusal.status());
    head.append("HTTP/1.1 ").append(status.code()).append(' ').append(status.reasonPhrase());
    head.append("\r\nConnection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    refusal
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    write(context, head.append("\r\n").append(refusal.body()).toString());
  }

  private static void write(ConnectionContext context, String text) {
    context.dataWriter().writeNow(BufferData.create(text.getBytes(StandardCharsets.UTF_8)));
  }
}
