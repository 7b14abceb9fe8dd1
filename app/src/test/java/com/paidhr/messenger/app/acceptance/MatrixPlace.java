package com.paidhr.messenger.app.acceptance;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A conversation with one user in each relation to it, and what the table's paths name there. Each
 * of these things is made when it is first named.
 */
final class MatrixPlace {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final Cast cast;
  private final String kind;
  private final String id;
  private final ApiClient owner;
  private final Map<String, String> made = new HashMap<>();

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

  MatrixPlace(String kind, Cast cast) {
    this.cast = cast;
    this.kind = kind;
    boolean two = kind.equals("PRIVATE");
    this.owner = cast.actor(two ? "member" : "owner");
    this.id = two ? owner.privateWith(cast.target()) : shared();
  }

  private String shared() {
    ApiClient admin = cast.actor("admin");
    ApiClient former = cast.actor("former");
    List<String> members =
        List.of(
            admin.userId(), former.userId(), cast.actor("member").userId(), cast.target().userId());
    String type = kind.equals("CHANNEL") ? "CHANNEL" : "GROUP";
    String created =
        owner
            .post("/conversations", Map.of("type", type, "name", "Matrix", "memberIds", members))
            .expect(201)
            .id();
    String path = "/conversations/" + created + "/members/";
    owner.patch(path + admin.userId(), Map.of("role", "ADMIN")).expect(200);
    former.delete(path + "me").expect(204);
    return created;
  }

  String id() {
    return id;
  }

  /** The text with its names in braces replaced. */
  String fill(String text) {
    return NAME.matcher(text).replaceAll((MatchResult name) -> thing(name.group(1)));
  }

  private String thing(String name) {
    String known = made.get(name);
    if (known == null) {
      known = make(name);
      made.put(name, known);
    }
    return known;
  }

  private String make(String name) {
    ApiClient member = cast.actor("member");
    return switch (name) {
      case "id" -> id;
      case "me" -> "me";
      case "session", "hook", "invitation", "report", "export", "nobody" -> "none";
      case "emoji" -> "%F0%9F%91%8D";
      case "target" -> cast.target().userId();
      case "message" -> owner.send(id, "Hello").at("/id").asText();
      case "own" ->
          message(member, Map.of("attachments", List.of(upload(member)))).expect(201).id();
      case "file" ->
          member.get("/messages/" + thing("own")).expect(200).at("/attachments/0/id").asText();
      case "upload" -> upload(member);
      case "scheduled" ->
          message(member, Map.of("sendAt", Instant.now().plus(Duration.ofDays(1)).toString()))
              .expect(202)
              .id();
      case "invite" -> kind.equals("GROUP") ? invite("/id") : "none";
      case "token" -> invite("/token");
      case "letter" -> letter();
      case "held" -> hold("user:" + cast.actor("stranger").userId());
      case "scope" -> profile("conversation:" + id);
      default -> throw new IllegalArgumentException("Nothing is called " + name);
    };
  }

  private Answer message(ApiClient sender, Map<String, Object> more) {
    Map<String, Object> message = new HashMap<>(more);
    message.put("conversationId", id);
    message.put("body", "Hello");
    return sender.post("/messages", message);
  }

  private static String upload(ApiClient member) {
    return member.upload("a.txt", "text/plain", new byte[] {'a'}).expect(201).id();
  }

  private String invite(String pointer) {
    return owner.post("/conversations/" + id + "/invites").expect(201).at(pointer).asText();
  }

  /** The dead letter of the message to the target, whom nothing reaches. */
  String letter() {
    String letter = thing("message") + "~" + cast.target().userId();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> cast.actor("org admin").get("/admin/dead-letters/" + letter).status() == 200);
    return letter;
  }

  /** A hold on what somebody wrote who never writes here. */
  private String hold(String scope) {
    cast.actor("org admin")
        .put("/admin/legal-holds/" + scope, Map.of("reason", "A test"))
        .expect(200);
    return scope;
  }

  private String profile(String scope) {
    cast.actor("org admin").put("/admin/network-profiles/" + scope, Map.of()).expect(200);
    return scope;
  }
}
