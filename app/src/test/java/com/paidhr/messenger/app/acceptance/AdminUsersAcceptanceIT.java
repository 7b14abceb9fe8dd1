package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators do with users, and users with their sessions. */
class AdminUsersAcceptanceIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient admin = messenger.admin();
  private final ApiClient anonymous = messenger.anonymous();

  private static String path(ApiClient user) {
    return "/admin/users/" + user.userId();
  }

  private Answer login(String username, String password) {
    return anonymous.post("/tokens", Map.of("username", username, "password", password));
  }

  private ApiClient withRole(String name, String role) {
    ApiClient user = messenger.newUser(name);
    admin.patch(path(user), Map.of("roles", List.of(role))).expect(200);
    return ApiClient.signIn(messenger::url, user.username(), user.password());
  }

  private List<String> noted(ApiClient target) {
    return admin.get("/admin/audit?targetId=" + target.userId()).expect(200).items().stream()
        .map(entry -> entry.at("/action").asText())
        .toList();
  }

  @Test
  void deactivatesAUserWhoseMessagesStay() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Room", bob);
    String message = bob.send(room, "I was here").at("/id").asText();

    assertThat(
            admin.patch(path(bob), Map.of("active", false)).expect(200).at("/active").asBoolean())
        .isFalse();

    await().atMost(SOON).until(() -> bob.get("/users/me").status() == 401);
    login(bob.username(), bob.password()).expect(401);
    assertThat(ann.get("/messages/" + message).expect(200).at("/senderId").asText())
        .isEqualTo(bob.userId());
    assertThat(ann.get("/users/" + bob.userId()).expect(200).at("/active").asBoolean()).isFalse();
    assertThat(ann.get("/users?q=" + bob.username()).expect(200).items()).isEmpty();
    assertThat(admin.get("/admin/users?q=" + bob.username()).expect(200).items()).hasSize(1);
    var group = Map.of("type", "GROUP", "name", "Other", "memberIds", List.of(bob.userId()));
    assertThat(ann.post("/conversations", group).expect(422).at("/errors/0/pointer").asText())
        .isEqualTo("/memberIds/0");
    String other = ann.group("Third");
    ann.post("/conversations/" + other + "/members", Map.of("userId", bob.userId())).expect(422);
    assertThat(ann.send(room, "Where is @" + bob.username() + "?").at("/mentions").toString())
        .doesNotContain(bob.userId());

    admin.patch(path(bob), Map.of("active", true)).expect(200);
    login(bob.username(), bob.password()).expect(200);
    assertThat(noted(bob))
        .contains("user.deactivated", "user.reactivated")
        .doesNotContain("user.roles.changed");
  }

  @Test
  void givesRolesThatMayWhatTheyAreFor() {
    ApiClient auditor = withRole("auditor.of.ours", "auditor");
    ApiClient moderator = withRole("moderator.of.ours", "moderator");
    ApiClient ann = messenger.newUser("ann");
    String room = ann.group("Room", moderator, auditor);
    String message = ann.send(room, "Bad words").at("/id").asText();

    auditor.get("/admin/audit").expect(200);
    auditor.get("/admin/audit/verify").expect(200);
    auditor.get("/admin/users").expect(403);
    auditor.get("/admin/queue").expect(403);
    auditor.delete("/messages/" + message).expect(403);
    moderator.get("/admin/audit").expect(403);
    moderator.get("/admin/users").expect(403);
    moderator.delete("/messages/" + message).expect(204);
    ProblemAnswer.check(admin.patch(path(ann), Map.of("roles", List.of("king"))).expect(422));

    admin.patch(path(auditor), Map.of("roles", List.of())).expect(200);
    await().atMost(SOON).until(() -> auditor.get("/users/me").status() == 401);
  }

  @Test
  void refusesRolesThatThereAreNot() {
    ApiClient ann = messenger.newUser("ann");
    String name = "nobody" + System.nanoTime();

    for (String roles : List.of("[\"king\"]", "[null]")) {
      Answer made =
          admin.post(
              "/admin/users",
              "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"roles\":%s}"
                  .formatted(name, name, roles));
      Answer changed = admin.patch(path(ann), "{\"roles\":%s}".formatted(roles));
      for (Answer refused : List.of(made, changed)) {
        ProblemAnswer.check(refused.expect(422));
        assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/roles");
        assertThat(refused.at("/errors/0/detail").asText())
            .isEqualTo("Roles are admin, auditor, moderator, user");
      }
    }
  }

  @Test
  void knowsNoSessionsOfAUserWhoIsNot() {
    ProblemAnswer.check(admin.get("/admin/users/nobody/sessions").expect(404));
    ProblemAnswer.check(admin.delete("/admin/users/nobody/sessions").expect(404));
  }

  @Test
  void letsUsersDeactivateThemselvesWithTheirPassword() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Room", bob);
    String message = bob.send(room, "Farewell").at("/id").asText();
    String leave = "/users/me/deactivate";

    ProblemAnswer.check(bob.post(leave, Map.of("currentPassword", "wrong")).expect(422));
    assertThat(bob.post(leave, Map.of()).expect(422).at("/detail").asText())
        .isEqualTo("This field is required");
    bob.get("/users/me").expect(200);
    bob.post(leave, Map.of("currentPassword", bob.password())).expect(204);

    await().atMost(SOON).until(() -> bob.get("/users/me").status() == 401);
    login(bob.username(), bob.password()).expect(401);
    ann.get("/messages/" + message).expect(200);
    assertThat(noted(bob)).contains("user.deactivated");
    admin.patch(path(bob), Map.of("active", true)).expect(200);
    login(bob.username(), bob.password()).expect(200);
  }

  @Test
  void keepsTheLastAdministrator() {
    ProblemAnswer.check(
        admin
            .post("/users/me/deactivate", Map.of("currentPassword", admin.password()))
            .expect(409));
    ProblemAnswer.check(admin.patch(path(admin), Map.of("active", false)).expect(409));
    ProblemAnswer.check(admin.patch(path(admin), Map.of("roles", List.of())).expect(409));
    ApiClient second = withRole("second", "admin");

    second.patch(path(second), Map.of("roles", List.of())).expect(200);
    admin.get("/admin/users").expect(200);
  }

  @Test
  void createsAUserWhoSetsThePasswordByAToken() {
    String name = "fresh" + System.nanoTime();
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("username", name);
    wanted.put("email", name + "@example.org");
    wanted.put("roles", List.of("auditor"));
    JsonNode made = admin.post("/admin/users", wanted).expect(201).json();
    login(name, "").expect(401);

    String reset = "/admin/users/" + made.at("/id").asText() + "/password-reset";
    String former = admin.post(reset).expect(201).at("/token").asText();
    String token = admin.post(reset).expect(201).at("/token").asText();
    var good = Map.of("token", token, "password", "seven little lighthouses");
    anonymous.post("/password-resets", Map.of("token", former, "password", "x")).expect(401);
    anonymous.post("/password-resets", Map.of("token", token, "password", "12345678")).expect(422);
    anonymous.post("/password-resets", good).expect(204);
    ProblemAnswer.check(anonymous.post("/password-resets", good).expect(401));

    login(name, "seven little lighthouses").expect(200);
    assertThat(admin.get("/admin/users/" + made.at("/id").asText()).at("/signedInAt").asText())
        .isNotBlank();
  }

  @Test
  void resettingAPasswordEndsAllSessions() {
    ApiClient ann = messenger.newUser("ann");
    String token = admin.post(path(ann) + "/password-reset").expect(201).at("/token").asText();
    ann.get("/users/me").expect(200);

    anonymous
        .post("/password-resets", Map.of("token", token, "password", "seven little lighthouses"))
        .expect(204);

    await().atMost(SOON).until(() -> ann.get("/users/me").status() == 401);
    login(ann.username(), ann.password()).expect(401);
    assertThat(noted(ann)).contains("user.password.resetIssued", "user.password.reset");
  }

  @Test
  void listsAndEndsSessions() {
    ApiClient laptop = messenger.newUser("ann");
    ApiClient phone = ApiClient.signIn(messenger::url, laptop.username(), laptop.password());
    ApiClient tablet = ApiClient.signIn(messenger::url, laptop.username(), laptop.password());

    List<JsonNode> listed = laptop.get("/users/me/sessions").expect(200).items();
    assertThat(listed).hasSize(3);
    assertThat(listed.getLast().at("/current").asBoolean()).isTrue();
    assertThat(listed.getFirst().at("/address").asText()).startsWith("127.");
    assertThat(listed.getFirst().at("/device").asText()).isNotBlank();
    laptop.delete("/users/me/sessions/" + listed.getFirst().at("/id").asText()).expect(204);
    await().atMost(SOON).until(() -> tablet.get("/users/me").status() == 401);
    ApiClient bob = messenger.newUser("bob");
    bob.delete("/users/me/sessions/" + listed.get(1).at("/id").asText()).expect(404);
    phone.get("/users/me").expect(200);
    laptop.delete("/users/me/sessions").expect(204);
    await().atMost(SOON).until(() -> phone.get("/users/me").status() == 401);
    laptop.get("/users/me").expect(200);

    assertThat(admin.get(path(laptop) + "/sessions").expect(200).items()).hasSize(1);
    admin.delete(path(laptop) + "/sessions").expect(204);
    await().atMost(SOON).until(() -> laptop.get("/users/me").status() == 401);
  }

  @Test
  void asksForThePasswordBeforeTheEmailChanges() {
    ApiClient ann = messenger.newUser("ann");
    String email = ann.username() + "@new.example.org";

    Answer refused = ann.patch("/users/me", Map.of("email", email)).expect(422);
    assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/currentPassword");
    ann.patch("/users/me", Map.of("email", email, "currentPassword", "wrong")).expect(422);
    ann.patch("/users/me", Map.of("email", email, "currentPassword", ann.password())).expect(200);
    ann.patch("/users/me", Map.of("email", email)).expect(200);
  }
}
