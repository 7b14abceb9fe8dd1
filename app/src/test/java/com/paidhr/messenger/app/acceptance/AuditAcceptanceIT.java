package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What concerns security leaves a trace that nobody can change unnoticed. */
class AuditAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient admin = messenger.admin();

  private List<JsonNode> entries(ApiClient target, String action) {
    return admin
        .get("/admin/audit?limit=200&targetId=" + target.userId() + "&action=" + action)
        .expect(200)
        .items();
  }

  private Answer login(String name, String password) {
    ApiClient anonymous = messenger.anonymous();
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return anonymous.send(
        anonymous
            .request("/tokens")
            .header("Content-Type", "application/json")
            .header("X-Request-Id", "login-of-" + name)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void tellsWhoSignedInFromWhereAndWhoDidNot() {
    String name = "ann" + System.nanoTime();
    ApiClient ann = messenger.anonymous().signUp(name, "seven little lighthouses");

    login(ann.username(), ann.password()).expect(200);
    login(ann.username(), "not this secret").expect(401);
    login("nobody.of.this.name", "not this secret").expect(401);

    JsonNode created = entries(ann, "user.created").getFirst();
    assertThat(created.at("/actorId").asText()).isEqualTo(ann.userId());
    List<JsonNode> started = entries(ann, "session.started");
    JsonNode refused = started.getFirst();
    assertThat(refused.at("/result").asText()).isEqualTo("REFUSED");
    assertThat(refused.at("/facts/reason").asText()).isEqualTo("wrong password");
    assertThat(refused.at("/actorId").isNull()).isTrue();
    JsonNode done = started.get(1);
    assertThat(done.at("/result").asText()).isEqualTo("DONE");
    assertThat(done.at("/actorId").asText()).isEqualTo(ann.userId());
    assertThat(done.at("/address").asText()).startsWith("127.");
    assertThat(done.at("/requestId").asText()).isEqualTo("login-of-" + ann.username());
    String all = admin.get("/admin/audit?action=session.started&limit=200").expect(200).text();
    assertThat(all)
        .contains("unknown user")
        .doesNotContain("nobody.of.this.name\"}")
        .doesNotContain("not this secret")
        .doesNotContain(ann.password());
  }

  @Test
  void tellsOfEndedSessions() {
    ApiClient ann = messenger.newUser("ann");

    assertThat(ann.userId()).isNotBlank();
    ann.delete("/tokens/current").expect(204);

    assertThat(entries(ann, "session.ended"))
        .extracting(entry -> entry.at("/facts/reason").asText())
        .containsExactly("signed out");
  }

  @Test
  void tellsOfPasswordsEmailsDeletionsAndLooksAtVisibility() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String message = bob.send(ann.group("Room", bob), "Gone soon").at("/id").asText();

    ann.delete("/messages/" + message).expect(204);
    admin.get("/admin/visibility?userId=" + bob.userId() + "&messageId=" + message).expect(200);
    ann.patch(
            "/users/me",
            Map.of(
                "password",
                "another horse battery",
                "currentPassword",
                ann.password(),
                "email",
                ann.username() + "@other.example.org"))
        .expect(200);

    JsonNode deleted = entries(bob, "message.deleted").getFirst();
    assertThat(deleted.at("/actorId").asText()).isEqualTo(ann.userId());
    assertThat(deleted.at("/facts/messageId").asText()).isEqualTo(message);
    JsonNode explained = entries(bob, "visibility.explained").getFirst();
    assertThat(explained.at("/actorId").asText()).isEqualTo(admin.userId());
    assertThat(entries(ann, "user.password.changed")).hasSize(1);
    assertThat(entries(ann, "user.email.changed")).hasSize(1);
    assertThat(admin.get("/admin/audit?limit=200").expect(200).text())
        .doesNotContain("another horse battery")
        .doesNotContain("Gone soon");
  }

  @Test
  void tellsOfExports() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Taken along");
    bob.get("/messages/export?conversationId=" + room).expect(404);

    ann.get("/messages/export?conversationId=" + room).expect(200);

    List<JsonNode> exports =
        admin
            .get("/admin/audit?action=conversation.exported&conversationId=" + room)
            .expect(200)
            .items();
    assertThat(exports).hasSize(1);
    assertThat(exports.getFirst().at("/actorId").asText()).isEqualTo(ann.userId());
  }

  @Test
  void tellsOfTheStartAndItsSettings() {
    JsonNode start = admin.get("/admin/audit?action=service.started").expect(200).items().getLast();

    assertThat(start.at("/facts/settings").asText()).contains("limits.rate-factor=1000");
    assertThat(start.toString()).doesNotContain(messenger.adminPassword());
  }

  @Test
  void filtersAndPages() {
    ApiClient ann = messenger.newUser("ann");
    login(ann.username(), "not this secret").expect(401);
    String of = "/admin/audit?targetId=" + ann.userId();

    Answer refused = admin.get(of + "&result=REFUSED").expect(200);
    assertThat(refused.items()).hasSize(1);
    String at = refused.items().getFirst().at("/at").asText();
    assertThat(admin.get(of + "&from=" + at).expect(200).text()).contains("wrong password");
    assertThat(admin.get(of + "&to=" + at).expect(200).text()).doesNotContain("wrong password");
    Answer page = admin.get(of + "&limit=1").expect(200);
    Answer next = admin.get(of + "&limit=1&cursor=" + page.at("/next").asText()).expect(200);
    assertThat(next.items().getFirst().at("/number").asLong())
        .isLessThan(page.items().getFirst().at("/number").asLong());
    ProblemAnswer.check(admin.get("/admin/audit?result=PERHAPS").expect(400));
  }

  @Test
  void isWhole() {
    messenger.newUser("ann");

    Answer whole = admin.get("/admin/audit/verify").expect(200);
    assertThat(whole.at("/intact").asBoolean()).isTrue();
    assertThat(whole.at("/complete").asBoolean()).isTrue();
    assertThat(whole.at("/first").asLong()).isEqualTo(1);
    String known = "?after=" + whole.at("/last").asText() + "&hash=";
    messenger.newUser("bob");
    Answer more = admin.get("/admin/audit/verify" + known + whole.at("/hash").asText()).expect(200);
    assertThat(more.at("/intact").asBoolean()).isTrue();
    assertThat(more.at("/last").asLong()).isGreaterThan(whole.at("/last").asLong());
    Answer other = admin.get("/admin/audit/verify" + known + "0".repeat(64)).expect(200);
    assertThat(other.at("/intact").asBoolean()).isFalse();
    ProblemAnswer.check(admin.get("/admin/audit/verify?after=1").expect(400));
  }
}
