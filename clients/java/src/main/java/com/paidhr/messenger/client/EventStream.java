package com.paidhr.messenger.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the user's events and, when it is cut off, goes on behind the last one that the listener
 * has dealt with. So an event may come twice, and none is left out without a {@code gap} that says
 * so.
 */
public final class EventStream implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAUTHENTICATED = 401;

  /** The service says something at least every 30 seconds by default. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Connection connection;
  private final Consumer<StreamEvent> listener;
  private final Thread reader;
  private final Thread watch;
  private volatile @Nullable String cursor;
  private volatile @Nullable InputStream open;
  private volatile boolean closed;
  private volatile long heard = System.nanoTime();
  private Duration comeBack = Duration.ZERO;

  EventStream(Connection connection, @Nullable String cursor, Consumer<StreamEvent> listener) {
    this.connection = connection;
    this.cursor = cursor;
    this.listener = listener;
    this.reader = new Thread(this::run, "messenger-events");
    this.watch = new Thread(this::breakSilence, "messenger-events-watch");
    reader.setDaemon(true);
    watch.setDaemon(true);
    reader.start();
    watch.start();
  }

  /** Where a later stream can go on; null before the first event. */
  public @Nullable String cursor() {
    return cursor;
  }

  /** Ends the stream; the listener is not called any more when this returns. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    watch.interrupt();
    end(open);
    if (Thread.currentThread() != reader) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    for (int failures = 0; !closed; failures++) {
      comeBack = Duration.ZERO;
      try {
        if (read()) {
          failures = 0;
        }
      } catch (IOException | SignedOutException e) {
        // Cut off: come back below.
      } catch (InterruptedException e) {
        return;
      }
      if (!closed && !Retries.pause(comeBack.plus(Retries.drawn(failures)))) {
        return;
      }
    }
  }

  /** Reads until the connection ends; true when it was a stream. */
  private boolean read() throws IOException, InterruptedException {
    String from = cursor;
    String path =
        from == null
            ? "/events"
            : "/events?cursor=" + URLEncoder.encode(from, StandardCharsets.UTF_8);
    HttpRequest request =
        connection.request(path).header("Accept", "text/event-stream").GET().build();
    HttpResponse<InputStream> answer =
        connection.getHttpClient().send(request, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == UNAUTHENTICATED) {
        connection.forgetToken();
      }
      if (answer.statusCode() != OK) {
        return false;
      }
      heard = System.nanoTime();
      open = body;
      tell(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
      return true;
    } finally {
      open = null;
    }
  }

  private void tell(BufferedReader lines) throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      heard = System.nanoTime();
      if (line.startsWith("data:")) {
        data.append(line.substring("data:".length()).strip());
      } else if (line.isEmpty() && data.length() > 0) {
        tell(connection.getObjectMapper().readTree(data.toString()));
        data.setLength(0);
      }
    }
  }

  private void tell(JsonNode event) {
    String type = event.path("type").asText();
    String now = event.path("cursor").asText(cursor);
    if (type.equals("goodbye")) {
      comeBack = Duration.ofMillis(event.path("retryAfterMs").asLong());
    }
    listener.accept(new StreamEvent(type, now == null ? "" : now, event));
    cursor = now;
  }

  private void breakSilence() {
    while (!closed && Retries.pause(SILENCE.dividedBy(4))) {
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        end(open);
      }
    }
  }

  private static void end(@Nullable InputStream body) {
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        // It has ended already.
      }
    }
  }
}
