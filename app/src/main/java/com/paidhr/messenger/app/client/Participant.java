package com.paidhr.messenger.app.client;

import com.paidhr.messenger.app.client.Service.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
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
