package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A client's event stream over SSE, collected as it comes.
 *
 * <pre>{@code
 * try (var stream = EventStream.of(bob)) {
 *   ann.send(room, "Hello");
 *   stream.await("message.created");
 * }
 * }</pre>
 */
public final class EventStream implements ClientStream {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> response;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private volatile @Nullable String cursor;
  private volatile boolean ended;
  private volatile int checked;

  private EventStream(HttpRequest request) {
    try {
      response = HTTP.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  /** The stream of the client's user from now on; returns when that is certain. */
  public static EventStream of(ApiClient client) {
    EventStream stream = new EventStream(client.request("/events").GET().build());
    stream.await("resumed");
    return stream;
  }

  /** The stream behind a cursor. */
  public static EventStream of(ApiClient client, String cursor) {
    return open(client.request("/events").header("Last-Event-ID", cursor));
  }

  /** A stream by a request of the test's own. */
  public static EventStream open(HttpRequest.Builder request) {
    return new EventStream(request.GET().build());
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          cursor = line.substring(4);
        } else if (line.startsWith("data: ")) {
          events.add(MAPPER.readTree(line.substring(6)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      // The connection was cut, which is what some tests are for.
    } finally {
      ended = true;
    }
  }

  /** The status of the answer. */
  public int status() {
    return response.statusCode();
  }

  /** A header of the answer; empty where it has none of this name. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
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

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
