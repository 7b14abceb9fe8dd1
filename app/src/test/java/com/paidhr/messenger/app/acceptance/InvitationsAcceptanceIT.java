package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People make accounts by invitation, or by the domain of their email, where others cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationsAcceptanceIT {
  private static final String PATH = "/admin/invitations";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final RunningMessenger messenger =
      RunningMessenger.with()
          .env("IDENTITY_REGISTRATION", "ADMIN")
          .env("IDENTITY_REGISTRATION_DOMAINS", "Ours.example, lab.example.org")
          .env("LIMITS_REGISTRATION_PER_ADDRESS", "off")
          .start();
  private final ApiClient admin = messenger.admin();
  private final ApiClient anonymous = messenger.anonymous();

  @AfterAll
  void end() {
    messenger.close();
  }

  private JsonNode made(Map<String, Object> wish) {
    return admin.post(PATH, wish).expect(201).json();
  }

  private static Map<String, Object> person(String domain, JsonNode invitation) {
    return person(domain, invitation.at("/token").asText());
  }

  private static Map<String, Object> person(String domain, String token) {
    String name = "invitee" + NAMES.incrementAndGet();
    Map<String, Object> person = new HashMap<>();
    person.put("username", name);
    person.put("email", name + "@" + domain);
    person.put("password", "password-of-" + name);
    if (!token.isEmpty()) {
      person.put("invitation", token);
    }
    return person;
  }

  private ApiClient signedIn(Map<String, Object> person) {
    return ApiClient.signIn(
        messenger::url,
        String.valueOf(person.get("username")),
        String.valueOf(person.get("password")));
  }

  private JsonNode listed(String id) {
    return admin.get(PATH + "?limit=200").expect(200).items().stream()
        .filter(invitation -> invitation.at("/id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<String> noted(String action) {
    return admin.get("/admin/audit?action=" + action).expect(200).items().stream()
        .map(entry -> entry.at("/facts/invitationId").asText())
        .toList();
  }

  @Test
  void makesAUserOfItsRoleAndCountsTheUse() {
    JsonNode invitation = made(Map.of("role", "auditor", "maxUses", 2, "note", "For the audit"));
    String id = invitation.at("/invitation/id").asText();
    Map<String, Object> guest = person("elsewhere.example", invitation);

    anonymous.post("/users", guest).expect(201);

    signedIn(guest).get("/admin/audit").expect(200);
    assertThat(listed(id).at("/uses").asInt()).isEqualTo(1);
    assertThat(listed(id).at("/note").asText()).isEqualTo("For the audit");
    assertThat(listed(id).has("token")).isFalse();
    assertThat(noted("invitation.created")).contains(id);
    assertThat(noted("invitation.used")).containsOnlyOnce(id);
  }

  @Test
  void refusesUnknownSpentAndRevokedOnesWithTheSameWords() {
    JsonNode once = made(Map.of());
    JsonNode revoked = made(Map.of("maxUses", 5));
    String id = revoked.at("/invitation/id").asText();
    anonymous.post("/users", person("elsewhere.example", once)).expect(201);
    admin.delete(PATH + "/" + id).expect(204);
    ProblemAnswer.check(admin.delete(PATH + "/" + id).expect(404));

    String secret = once.at("/token").asText();
    List<String> words =
        List.of(secret, revoked.at("/token").asText(), id + secret.substring(26), "none", "")
            .stream()
            .map(token -> {
              Map<String, Object> guest = person("elsewhere.example", "x");
              guest.put("invitation", token);
              Answer refused = anonymous.post("/users", guest).expect(422);
              ProblemAnswer.check(refused);
              return refused.at("/detail").asText() + refused.at("/errors").toString();
            })
            .distinct()
            .toList();

    assertThat(words).hasSize(1);
    assertThat(words.getFirst()).contains("/invitation");
    assertThat(noted("invitation.revoked")).contains(id);
  }

  @Test
  void costsNoUseWhereTheRegistrationFails() {
    JsonNode invitation = made(Map.of());
    Map<String, Object> guest = person("elsewhere.example", invitation);
    Map<String, Object> weak = new HashMap<>(guest);
    weak.put("password", "12345678");
    Map<String, Object> taken = new HashMap<>(guest);
    taken.put("username", messenger.newUser("taken").username());

    anonymous.post("/users", weak).expect(422);
    anonymous.post("/users", taken).expect(409);

    anonymous.post("/users", guest).expect(201);
    assertThat(listed(invitation.at("/invitation/id").asText()).at("/uses").asInt()).isEqualTo(1);
  }

  @Test
  void saysNothingOfNamesWithoutAGoodInvitation() {
    Map<String, Object> guest = person("elsewhere.example", "none");
    guest.put("username", messenger.newUser("hidden").username());

    Answer refused = anonymous.post("/users", guest).expect(422);

    assertThat(refused.at("/errors").findValuesAsText("pointer")).containsExactly("/invitation");
  }

  @Test
  void letsEmailsOfNamedDomainsInAndNoOthers() {
    anonymous.post("/users", person("OURS.example", "")).expect(201);
    anonymous.post("/users", person("lab.example.org", "")).expect(201);
    for (String other : List.of("elsewhere.example", "not-ours.example", "ours.example.evil.org")) {
      Answer refused = anonymous.post("/users", person(other, "")).expect(422);
      assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/email");
    }
    anonymous.post("/users", person("evil.org@ours.example", "")).expect(422);
    admin.post("/users", person("elsewhere.example", "")).expect(201);
  }

  @Test
  void refusesWishesThatCannotBeGranted() {
    ProblemAnswer.check(admin.post(PATH, Map.of("role", "admin")).expect(422));
    Answer refused =
        admin
            .post(
                PATH,
                Map.of(
                    "role",
                    "king",
                    "maxUses",
                    0,
                    "expiresAt",
                    Instant.now().minusSeconds(1).toString(),
                    "note",
                    "a\u0000b"))
            .expect(422);

    assertThat(refused.at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/role", "/maxUses", "/expiresAt", "/note");
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    String first = made(Map.of()).at("/invitation/id").asText();
    String second = made(Map.of()).at("/invitation/id").asText();

    Answer page = admin.get(PATH + "?limit=1").expect(200);
    assertThat(page.items().getFirst().at("/id").asText()).isEqualTo(second);
    Answer next = admin.get(PATH + "?limit=1&cursor=" + page.at("/next").asText()).expect(200);
    assertThat(next.items().getFirst().at("/id").asText()).isEqualTo(first);
    assertThat(listed(first).at("/createdBy").asText()).isEqualTo(admin.userId());
  }

  @Test
  void areForAdministratorsOnly() {
    ApiClient user = messenger.newUser("user");

    user.post(PATH, Map.of()).expect(403);
    user.get(PATH).expect(403);
    user.delete(PATH + "/none").expect(403);
    anonymous.get(PATH).expect(401);
  }
}
