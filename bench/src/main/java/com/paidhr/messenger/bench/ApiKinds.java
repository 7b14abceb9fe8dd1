package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The requests that a service is asked, by one user with 66 conversations, over many connections.
 * Services of the same routes are asked the same.
 */
final class ApiKinds implements AutoCloseable {
  private static final int GROUPS = 64;

  /** One kind of request over a connection; the number counts up. */
  private interface Kind {
    void send(HttpConnection connection, int number) throws IOException;
  }

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final List<HttpConnection> open = new ArrayList<>();
  private final URI service;
  private final String token;
  private final int connections;

  /**
   * Writes what is asked for.
   *
   * @param before messages of each side in each conversation
   */
  ApiKinds(URI service, Supplier<ApiClient> newUser, int before, int connections) {
    ApiClient user = newUser.get();
    List<ApiClient> others = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      others.add(newUser.get());
    }
    String pair = user.privateWith(others.getFirst());
    String ten = user.group("Ten", others.toArray(ApiClient[]::new));
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(user.group("Group " + i, others.getFirst()));
    }
    String last = "";
    for (String room : groups) {
      for (int n = 0; n < before; n++) {
        user.send(room, "An own one");
        last = others.getFirst().send(room, "Before the run").get("id").asText();
      }
    }
    for (int n = 0; n < 50; n++) {
      user.send(pair, "A page of them");
    }
    String marked = last;
    kinds.put("GET /users/me", (http, n) -> http.get("/users/me"));
    kinds.put("send, private", (http, n) -> http.post("/messages", message(pair)));
    kinds.put("send to a group of 10", (http, n) -> http.post("/messages", message(ten)));
    kinds.put(
        "send to 64 groups in turn",
        (http, n) -> http.post("/messages", message(groups.get(n % GROUPS))));
    String page = "/messages?limit=50&conversationId=";
    kinds.put("history of 50", (http, n) -> http.get(page + groups.getFirst()));
    kinds.put("conversation list of 50", (http, n) -> http.get("/conversations?limit=50"));
    kinds.put("one conversation", (http, n) -> http.get("/conversations/" + groups.getLast()));
    kinds.put("status", (http, n) -> http.get("/messages/" + marked + "/status"));
    kinds.put("mark as read again", (http, n) -> http.post("/messages/" + marked + "/read", "{}"));
    this.service = service;
    this.token = user.accessToken();
    this.connections = connections;
  }

  private static String message(String conversation) {
    return "{\"conversationId\":\"%s\",\"body\":\"Words that are the same every time\"}"
        .formatted(conversation);
  }

  Iterable<String> names() {
    return kinds.keySet();
  }

  /** Each connection's next request of a kind. */
  List<ClosedLoop.Request> requests(String name) throws IOException {
    while (open.size() < connections) { // not before: a service ends those that ask nothing
      open.add(new HttpConnection(service, token));
    }
    Kind kind = kinds.getOrDefault(name, (http, n) -> {});
    var number = new AtomicInteger();
    List<ClosedLoop.Request> requests = new ArrayList<>();
    for (HttpConnection connection : open) {
      requests.add(() -> kind.send(connection, number.getAndIncrement() & Integer.MAX_VALUE));
    }
    return requests;
  }

  /** How many a second are answered when each connection asks again at once. */
  double most(String name, int seconds) throws Exception {
    List<ClosedLoop.Request> requests = requests(name);
    return ClosedLoop.run(requests.size(), seconds, requests::get).count() / (double) seconds;
  }

  @Override
  public void close() throws IOException {
    for (HttpConnection connection : open) {
      connection.close();
    }
  }
}
