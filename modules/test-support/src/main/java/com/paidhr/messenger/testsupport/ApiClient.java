package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the service over HTTP as one user, or as nobody. No call throws because of a status:
 * ask {@link Answer#expect}. The words of the API ({@link #send}, {@link #history}, …) expect
 * success and return what matters.
 *
 * <pre>{@code
 * var ann = RunningMessenger.shared().newUser("ann");
 * var bob = RunningMessenger.shared().newUser("bob");
 * var room = ann.privateWith(bob);
 * ann.send(room, "Hello");
 * assertThat(bob.history(room)).hasSize(1);
 * }</pre>
 */
public final class ApiClient {
  private static final String POLLS = "/events/poll";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private static final AtomicReference<@Nullable Contract> CONTRACT = new AtomicReference<>();

  private final Supplier<URI> base;
  private final @Nullable String username;
  private final @Nullable String password;
  private @Nullable String accessToken;
  private long signedInAt;
  private @Nullable String userId;

  private ApiClient(Supplier<URI> base, @Nullable String username, @Nullable String password) {
    this.base = base;
    this.username = username;
    this.password = password;
  }

  /** A client without a token. */
  public static ApiClient anonymous(Supplier<URI> base) {
    return new ApiClient(base, null, null);
  }

  /** A client with a token that it fetches now by name and password. */
  public static ApiClient signIn(Supplier<URI> base, String username, String password) {
    var client = new ApiClient(base, username, password);
    client.renew();
    return client;
  }

  /** A client with this token, which it cannot renew. */
  public static ApiClient holding(Supplier<URI> base, String accessToken) {
    var client = new ApiClient(base, null, null);
    client.accessToken = accessToken;
    return client;
  }

  /** The same user with the present token at another node. */
  public ApiClient through(Supplier<URI> otherBase) {
    var client = new ApiClient(otherBase, username, password);
    client.accessToken = accessToken;
    client.userId = userId;
    return client;
  }

  /** Creates a user as the present caller and signs in as that user. */
  public ApiClient signUp(String name, String newPassword) {
    post(
            "/users",
            Map.of(
                "username", name,
                "email", name + "@example.org",
                "displayName", name,
                "password", newPassword))
        .expect(201);
    return signIn(base, name, newPassword);
  }

  /** Fetches a new access token, for instance after a restart or a change of roles. */
  public void renew() {
    accessToken = null;
    accessToken =
        post("/tokens", Map.of("username", username(), "password", password()))
            .expect(200)
            .at("/accessToken")
            .asText();
    signedInAt = System.nanoTime();
  }

  /** {@link #renew Renews} a token that is older than this; access tokens live for 15 minutes. */
  void renewIfOlderThan(Duration age) {
    if (System.nanoTime() - signedInAt > age.toNanos()) {
      renew();
    }
  }

  public String username() {
    return given(username);
  }

  public String password() {
    return given(password);
  }

  /** The present access token. */
  public String accessToken() {
    return given(accessToken);
  }

  /** The caller's id. */
  public String userId() {
    if (userId == null) {
      userId = get("/users/me").expect(200).id();
    }
    return userId;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Posts without a body. */
  public Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, Object json) {
    return withJson("POST", path, json);
  }

  public Answer patch(String path, Object json) {
    return withJson("PATCH", path, json);
  }

  public Answer put(String path, Object json) {
    return withJson("PUT", path, json);
  }

  /** A request with JSON; a {@code String} is sent as it is, well-formed or not. */
  public Answer withJson(String method, String path, Object json) {
    String body = text(json);
    Answer answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    if (isFine(answer)) {
      KnownSecrets.learn(body);
    }
    return answer;
  }

  /** A request to the path with the caller's token, to be completed and given to {@link #send}. */
  public HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base.get() + path)).timeout(Duration.ofSeconds(60));
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    return request;
  }

  /**
   * Sends a request.
   *
   * @throws AssertionError when the answer is not as the service's own OpenAPI document says, or an
   *     event in it not as {@code docs/asyncapi.yaml} does
   */
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = exchange(request);
    if (isFine(answer) && isJson(answer)) {
      KnownSecrets.learn(answer.text());
    }
    String path = request.uri().getRawPath();
    contract().ifPresent(contract -> contract.check(request.method(), path, answer));
    if (path.equals(POLLS) && answer.status() == 200) {
      List<JsonNode> events = new ArrayList<>();
      answer.at("/events").forEach(events::add);
      EventContract.require(events);
    }
    return answer;
  }

  private static boolean isFine(Answer answer) {
    return answer.status() / 100 == 2;
  }

  private static boolean isJson(Answer answer) {
    return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
  }

  /** The promises of the services of this JVM, which are all of one version. */
  private Optional<Contract> contract() {
    Contract known = CONTRACT.get();
    if (known == null) {
      try {
        var request =
            HttpRequest.newBuilder(URI.create(base.get() + "/openapi"))
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(30));
        Answer document = exchange(request.build());
        known = document.status() == 200 ? Contract.of(document.bytes()) : null;
        CONTRACT.set(known);
      } catch (UncheckedIOException e) {
        // A test that took the service away; a later request will find it.
        return Optional.empty();
      }
    }
    return Optional.ofNullable(known);
  }

  private static Answer exchange(HttpRequest request) {
    try {
      return Answer.of(HTTP.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Uploads a file as multipart form field {@code file}. */
  public Answer upload(String fileName, String type, byte[] content) {
    String boundary = "messenger-test-boundary";
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--%s\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                + "Content-Type: %s\r\n\r\n")
            .formatted(boundary, fileName, type)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        request("/media")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** The private conversation with another user; returns its id. */
  public String privateWith(ApiClient other) {
    var answer =
        post("/conversations", Map.of("type", "PRIVATE", "memberIds", List.of(other.userId())));
    return (answer.status() == 200 ? answer : answer.expect(201)).id();
  }

  /** A new group of the caller and the others; returns its id. */
  public String group(String name, ApiClient... others) {
    var ids = List.of(others).stream().map(ApiClient::userId).toList();
    return post("/conversations", Map.of("type", "GROUP", "name", name, "memberIds", ids))
        .expect(201)
        .id();
  }

  /** A new channel of the caller; returns its id. */
  public String channel(String name) {
    return post("/conversations", Map.of("type", "CHANNEL", "name", name)).expect(201).id();
  }

  /** Sends a text and returns the message. */
  public JsonNode send(String conversationId, String body) {
    return post("/messages", Map.of("conversationId", conversationId, "body", body))
        .expect(201)
        .json();
  }

  /** Sends a text under a client's id and returns the answer, whatever its status. */
  public Answer send(String conversationId, String body, String clientMessageId) {
    var message = new LinkedHashMap<String, String>();
    message.put("conversationId", conversationId);
    message.put("body", body);
    message.put("clientMessageId", clientMessageId);
    return post("/messages", message);
  }

  /** All messages of the conversation that the caller sees, in order. */
  public List<JsonNode> history(String conversationId) {
    var messages = new ArrayList<JsonNode>();
    long after = 0;
    while (true) {
      var page =
          get("/messages?conversationId=" + conversationId + "&limit=200&after=" + after)
              .expect(200)
              .items();
      if (page.isEmpty()) {
        return messages;
      }
      messages.addAll(page);
      after = page.getLast().at("/seq").asLong();
    }
  }

  private static String text(Object json) {
    try {
      return json instanceof String text ? text : MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String given(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("This client is nobody");
    }
    return value;
  }
}
