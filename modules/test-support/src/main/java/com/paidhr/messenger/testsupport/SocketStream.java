package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client's stream over a WebSocket, which takes commands as well.
 *
 * <pre>{@code
 * try (var socket = SocketStream.of(bob)) {
 *   socket.command("typing", Map.of("conversationId", room)); // the answer
 *   socket.await("message.created");
 * }
 * }</pre>
 */
public final class SocketStream implements ClientStream {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final AtomicInteger commands = new AtomicInteger();
  private final WebSocket socket;
  private volatile @Nullable String cursor;
  private volatile int closeCode;
  private volatile boolean ended;
  private volatile int checked;

  private SocketStream(HttpRequest request, Map<String, String> headers) {
    URI http = request.uri();
    URI address = URI.create("ws" + http.toString().substring("http".length()));
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    request
        .headers()
        .firstValue("Authorization")
        .ifPresent(token -> builder.header("Authorization", token));
    headers.forEach(builder::header);
    this.socket = builder.buildAsync(address, new Ear()).join();
  }

  /** The stream of the client's user from now on; returns when that is certain. */
  public static SocketStream of(ApiClient client) {
    SocketStream stream = connect(client, Map.of());
    stream.hello(null);
    stream.await("resumed");
    return stream;
  }

  /** The stream behind a cursor. */
  public static SocketStream of(ApiClient client, String cursor) {
    SocketStream stream = connect(client, Map.of());
    stream.hello(cursor);
    return stream;
  }

  /**
   * A connection that has said nothing yet.
   *
   * @throws CompletionException when it is refused
   */
  public static SocketStream connect(ApiClient client, Map<String, String> headers) {
    return new SocketStream(client.request("/ws").GET().build(), headers);
  }

  /** Says where to go on; null to begin now. */
  public void hello(@Nullable String from) {
    say(MAPPER.createObjectNode().put("type", "hello").put("cursor", from).toString());
  }

  /** Sends a command and returns its answer. */
  public JsonNode command(String type, Map<String, ?> fields) {
    String id = "c" + commands.incrementAndGet();
    ObjectNode command = MAPPER.valueToTree(fields);
    say(command.put("type", type).put("id", id).toString());
    return await(event ->
        event.path("type").asText().equals("answer") && event.path("id").asText().equals(id));
  }

  /** Sends a text, whatever it is. */
  public void say(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public List<JsonNode> events() {
    List<JsonNode> told = List.copyOf(events);
    EventContract.require(told.subList(Math.min(checked, told.size()), told.size()));
    checked = told.size();
    return told;
  }

  @Override
  public @Nullable String cursor() {
    return cursor;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  /** The code with which the server ended it, 0 as long as it did not. */
  public int closeCode() {
    return closeCode;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      unfinished.append(text);
      if (last) {
        String whole = unfinished.toString();
        unfinished.setLength(0);
        hear(whole);
      }
      from.request(1);
      return null;
    }

    private void hear(String text) {
      try {
        JsonNode event = MAPPER.readTree(text);
        events.add(event);
        if (event.hasNonNull("cursor")) {
          cursor = event.get("cursor").asText();
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeCode = code;
      ended = true;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
      ended = true;
    }
  }
}
