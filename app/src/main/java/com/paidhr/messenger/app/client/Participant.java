package com.paidhr.messenger.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.client.Service.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user as whom a verb speaks. Signs in anew when the access token is no longer good. */
public final class Participant {
  private final Service service;
  private final String username;
  private final String password;
  private @Nullable String code;
  private String token;
  private @Nullable String id;

  private Participant(Service service, String username, String password, @Nullable String code) {
    this.service = service;
    this.username = username;
    this.password = password;
    this.code = code;
    this.token = signIn();
  }

  /**
   * Signs in.
   *
   * @throws RequestFailedException when the service does not take the password
   */
  public static Participant signIn(Service service, String username, String password) {
    return signIn(service, username, password, null);
  }

  /**
   * Signs in, with a code where the user has a second factor. It is good once: a session that ends
   * meanwhile is not opened anew.
   *
   * @throws RequestFailedException when the service does not take the password or the code
   */
  public static Participant signIn(
      Service service, String username, String password, @Nullable String code) {
    return new Participant(service, username, password, code);
  }

  /**
   * As an administrator makes a user, unless there is one of that name, and signs in as that user.
   *
   * @throws RequestFailedException when the service refuses the user or the password
   */
  public Participant makeUser(String name, String email, String displayName, String secret) {
    post(
            "/users",
            Map.of(
                "username", name,
                "email", email,
                "displayName", displayName,
                "password", secret))
        .orFail("Creating the user " + name, 201, 409);
    return signIn(service, name, secret);
  }

  /**
   * The id of the user's conversation that has exactly this name, if there is one.
   *
   * @param words words of the name that few others have
   */
  public Optional<String> findConversation(String name, String words) {
    JsonNode found =
        get("/conversations?limit=200&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
            .orFail("Looking for " + name, 200)
            .body()
            .path("items");
    for (JsonNode conversation : found) {
      if (conversation.path("name").asText().equals(name)) {
        return Optional.of(conversation.path("id").asText());
      }
    }
    return Optional.empty();
  }

  /** The user's id. */
  public String id() {
    if (id == null) {
      id =
          get("/users/me").orFail("Asking who " + username + " is", 200).body().path("id").asText();
    }
    return id;
  }

  /** Reads something. */
  public Reply get(String path) {
    return signedIn(current -> service.get(path, current));
  }

  /** Reads something without patience: status 503 is an answer, too. */
  public Reply getAtOnce(String path) {
    return signedIn(current -> service.getAtOnce(path, current));
  }

  /** Copies an answer as it comes. */
  public void download(String path, OutputStream target) throws IOException {
    service.download(path, token, target);
  }

  /** Removes something, which may be gone already. */
  public Reply delete(String path) {
    return signedIn(current -> service.delete(path, current));
  }

  /** Posts something, which may arrive twice. */
  public Reply post(String path, Object body) {
    return send("POST", path, body);
  }

  /** Posts something once, without patience. */
  public Reply postAtOnce(String path, Object body) {
    return signedIn(current -> service.postAtOnce(path, current, body));
  }

  /** Sends a JSON body by another method; it may arrive twice. */
  public Reply send(String method, String path, Object body) {
    return signedIn(current -> service.send(method, path, current, body));
  }

  /** Uploads a file. */
  public Reply upload(String name, String type, byte[] content) {
    return signedIn(current -> service.upload(current, name, type, content));
  }

  private Reply signedIn(Function<String, Reply> request) {
    Reply reply = request.apply(token);
    if (reply.status() == 401) {
      token = signIn();
      return request.apply(token);
    }
    return reply;
  }

  private String signIn() {
    Map<String, String> login = new HashMap<>(Map.of("username", username, "password", password));
    if (code != null) {
      login.put("code", code);
      code = null;
    }
    return service
        .post("/tokens", null, login)
        .orFail("The sign-in of " + username, 200)
        .body()
        .path("accessToken")
        .asText();
  }
}
