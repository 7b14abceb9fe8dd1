package com.paidhr.messenger.app.transcript;

import com.paidhr.messenger.app.transcript.Service.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as whom the import speaks. Signs in anew when the access token is no longer good. */
final class Participant {
  private final Service service;
  private final String username;
  private final String password;
  private String token;
  private @Nullable String id;

  private Participant(Service service, String username, String password) {
    this.service = service;
    this.username = username;
    this.password = password;
    this.token = signIn();
  }

  /**
   * Signs in.
   *
   * @throws ImportFailedException when the service does not take the password
   */
  static Participant signIn(Service service, String username, String password) {
    return new Participant(service, username, password);
  }

  /** The user's id. */
  String id() {
    if (id == null) {
      id =
          get("/users/me").orFail("Asking who " + username + " is", 200).body().path("id").asText();
    }
    return id;
  }

  Reply get(String path) {
    Reply reply = service.get(path, token);
    if (reply.status() == 401) {
      token = signIn();
      return service.get(path, token);
    }
    return reply;
  }

  Reply post(String path, Object body) {
    Reply reply = service.post(path, token, body);
    if (reply.status() == 401) {
      token = signIn();
      return service.post(path, token, body);
    }
    return reply;
  }

  private String signIn() {
    return service
        .post("/tokens", null, Map.of("username", username, "password", password))
        .orFail("The sign-in of " + username, 200)
        .body()
        .path("accessToken")
        .asText();
  }
}
