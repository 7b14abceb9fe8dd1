package com.paidhr.messenger.app.acceptance;

import com.paidhr.messenger.testsupport.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A fresh conversation with one user in each relation to it, a message, one that a member has
 * scheduled, and an invite link.
 */
record MatrixPlace(
    String id, String message, String scheduled, String targetId, String inviteId, String token) {

  /** The users of all places, by their names in the table. */
  record Cast(Map<String, ApiClient> actors, ApiClient target, ApiClient extra) {
    ApiClient actor(String name) {
      ApiClient client = actors.get(name);
      if (client == null) {
        throw new IllegalArgumentException("Nobody is called " + name);
      }
      return client;
    }
  }

  static MatrixPlace make(String kind, Cast cast) {
    return kind.equals("PRIVATE") ? privateOf(cast) : shared(kind, cast);
  }

  private static MatrixPlace privateOf(Cast cast) {
    String id = cast.actor("member").privateWith(cast.target());
    String message = cast.actor("member").send(id, "Hello").at("/id").asText();
    return new MatrixPlace(
        id, message, scheduled(cast, id), cast.target().userId(), "none", "none");
  }

  private static String scheduled(Cast cast, String id) {
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
    return cast.actor("member")
        .post("/messages", Map.of("conversationId", id, "body", "Later", "sendAt", tomorrow))
        .expect(202)
        .id();
  }

  private static MatrixPlace shared(String kind, Cast cast) {
    ApiClient owner = cast.actor("owner");
    ApiClient admin = cast.actor("admin");
    ApiClient former = cast.actor("former");
    List<String> members =
        List.of(
            admin.userId(), former.userId(), cast.actor("member").userId(), cast.target().userId());
    String id =
        owner
            .post("/conversations", Map.of("type", kind, "name", "Matrix", "memberIds", members))
            .expect(201)
            .id();
    String path = "/conversations/" + id;
    owner.patch(path + "/members/" + admin.userId(), Map.of("role", "ADMIN")).expect(200);
    former.delete(path + "/members/me").expect(204);
    String message = owner.send(id, "Hello").at("/id").asText();
    if (kind.equals("CHANNEL")) {
      return new MatrixPlace(
          id, message, scheduled(cast, id), cast.target().userId(), "none", "none");
    }
    var invite = owner.post(path + "/invites").expect(201);
    return new MatrixPlace(
        id,
        message,
        scheduled(cast, id),
        cast.target().userId(),
        invite.id(),
        invite.at("/token").asText());
  }
}
