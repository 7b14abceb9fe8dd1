package com.paidhr.messenger.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a service and is patient with it: what is answered with 429 or 503, or not at
 * all, is tried again until a minute has passed without an answer. So a request must be one that
 * may arrive twice.
 */
public final class Service {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A service at an address. */
  public Service(URI url) {
    this.url = url;
  }

  /** A status and a JSON body. */
  public record Reply(int status, JsonNode body) {

    /** This reply if its status is one of those, else a failure that quotes the service. */
    public Reply orFail(String what, int... allowed) {
      for (int status : allowed) {
        if (status == this.status) {
          return this;
        }
      }
      throw new RequestFailedException(
          what + " was refused with status " + status + ": " + reason());
    }

    String reason() {
      JsonNode field = body.at("/errors/0");
      String detail = body.path("detail").asText(body.toString());
      return field.isMissingNode() ? detail : detail + " (" + field.path("pointer").asText() + ")";
    }
  }

  Reply get(String path, @Nullable String token) {
    return send(request(path, token).GET().build());
  }

  Reply post(String path, @Nullable String token, Object body) {
    return send("POST", path, token, body);
  }

  Reply send(String method, String path, @Nullable String token, Object body) {
    return send(withBody(method, path, token, body));
  }

  private HttpRequest withBody(String method, String path, @Nullable String token, Object body) {
    try {
      return request(path, token)
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
          .build();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Reply delete(String path, @Nullable String token) {
    return send(request(path, token).DELETE().build());
  }

  /** Reads something whose status may be 503 and is what was asked for. */
  Reply getAtOnce(String path, @Nullable String token) {
    return sendAtOnce(request(path, token).GET().build());
  }

  /** Posts something once, whatever comes of it. */
  Reply postAtOnce(String path, @Nullable String token, Object body) {
    return sendAtOnce(withBody("POST", path, token, body));
  }

  private Reply sendAtOnce(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new RequestFailedException("The service at " + url + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailedException("Interrupted");
    }
  }

  /** Copies an answer as it comes, whatever its size. */
  void download(String path, @Nullable String token, OutputStream target) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(request(path, token).GET().build(), (_, _) -> true)
            .setHeader("Accept", "application/jsonl, application/json")
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          new Reply(response.statusCode(), JSON.readTree(body)).orFail(path, 200);
        }
        body.transferTo(target);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailedException("Interrupted");
    }
  }

  Reply upload(@Nullable String token, String name, String type, byte[] content) {
    String boundary = "part-" + UUID.randomUUID();
    byte[] head =
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: "
                + type
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    return send(
        request("/media", token)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArrays(List.of(head, content, end)))
            .build());
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String trouble;
      Duration pause = PAUSE;
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status != 429 && status != 503) {
          return new Reply(status, JSON.readTree(response.body()));
        }
        Optional<Duration> asked = retryAfter(response);
        pause = asked.orElse(PAUSE);
        giveUp =
            asked.map(wait -> System.nanoTime() + wait.plus(PATIENCE).toNanos()).orElse(giveUp);
        trouble = "answers with status " + status;
      } catch (IOException e) {
        trouble = "does not answer (" + e.getClass().getSimpleName() + ")";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RequestFailedException("Interrupted");
      }
      if (System.nanoTime() > giveUp) {
        throw new RequestFailedException("The service at " + url + " " + trouble);
      }
      pause(pause);
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(Long::parseLong)
        .map(Duration::ofSeconds)
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  /** Waits. */
  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailedException("Interrupted");
    }
  }
}
