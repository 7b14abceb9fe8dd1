package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory of a provider of OpenID Connect says by SCIM which users there are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimIT {
  private static final String USERS = "/scim/v2/Users";
  private static final String TOKEN = "directory-token-directory-token-directory";
  private static final String NEXT_TOKEN = "another-token-another-token-another-token";
  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

  private final AtomicInteger numbers = new AtomicInteger();
  private final OidcProvider provider = OidcProvider.start();
  private RunningMessenger messenger;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("scim"), TOKEN + "," + NEXT_TOKEN + "\n");
    messenger =
        RunningMessenger.with()
            .env("IDENTITY_OIDC_ISSUER", provider.issuer())
            .env("IDENTITY_SCIM_TOKENS_FILE", secret.toString())
            .env("MESSAGING_RETENTION_EVERY", "PT0.2S")
            .start();
  }

  @AfterAll
  void stop() {
    messenger.close();
    provider.close();
  }

  private Answer ask(String method, String path, String body) {
    return askWith(TOKEN, method, path, body);
  }

  private Answer askWith(String token, String method, String path, String body) {
    ApiClient directory = ApiClient.holding(messenger::url, token);
    var request = directory.request(path).header("Accept", "application/scim+json");
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/scim+json");
    }
    return directory.send(
        request.method(
            method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static String user(String externalId, String userName, String more) {
    return """
    {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
     "externalId": "%s", "userName": "%s"%s}
    """
        .formatted(externalId, userName, more);
  }

  private static String patch(String operations) {
    return """
    {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
    """
        .formatted(operations);
  }

  private String newName() {
    return "worker" + numbers.incrementAndGet();
  }

  private JsonNode create(String subject, String userName) {
    return ask("POST", USERS, user(subject, userName, "")).expect(201).json();
  }

  private List<String> found(String filter) {
    JsonNode list =
        ask("GET", USERS + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), "")
            .expect(200)
            .json();
    assertThat(list.at("/totalResults").asInt()).isEqualTo(list.at("/Resources").size());
    return list.at("/Resources").findValuesAsText("id");
  }

  private ApiClient signIn(String subject, String... roles) {
    return ApiClient.holding(
        messenger::url,
        provider.signIn(
            subject,
            Map.of(
                "preferred_username", "n-" + subject, "sid", subject, "groups", List.of(roles))));
  }

  /** With a token and a session of after the end of the others, which is told by the second. */
  private void awaitAdmitted(String subject) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            ApiClient.holding(messenger::url, provider.signIn(subject, Map.of()))
                    .get("/users/me")
                    .status()
                == 200);
  }

  private static void assertError(Answer answer, int status, String scimType) {
    answer.expect(status);
    assertThat(answer.at("/schemas/0").asText()).isEqualTo(ERROR);
    assertThat(answer.at("/status").asText()).isEqualTo(String.valueOf(status));
    assertThat(answer.at("/scimType").asText("")).isEqualTo(scimType);
    assertThat(answer.at("/detail").asText()).isNotBlank();
    assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
  }

  @Test
  void makesTheUserWhomTheTokensMean() {
    String name = newName();
    Answer made =
        ask(
            "POST",
            USERS,
            user(
                name + "-sub",
                name + "@example.org",
                """
                , "name": {"givenName": "Wanda", "familyName": "Worker"},
                  "emails": [{"value": "second-%1$s@example.org"},
                             {"value": "%1$s@example.org", "type": "work", "primary": true}],
                  "password": "not taken", "active": true
                """
                    .formatted(name)));
    made.expect(201);
    String id = made.at("/id").asText();

    assertThat(made.header("Location")).isEqualTo(USERS + "/" + id);
    assertThat(made.header("Content-Type")).startsWith("application/scim+json");
    assertThat(made.at("/userName").asText()).isEqualTo(name + "@example.org");
    assertThat(made.at("/displayName").asText()).isEqualTo("Wanda Worker");
    assertThat(made.at("/emails/0/value").asText()).isEqualTo(name + "@example.org");
    assertThat(made.at("/emails").size()).isEqualTo(1);
    assertThat(made.at("/active").asBoolean()).isTrue();
    assertThat(made.at("/meta/resourceType").asText()).isEqualTo("User");
    assertThat(ask("GET", USERS + "/" + id, "").expect(200).json()).isEqualTo(made.json());
    JsonNode me = signIn(name + "-sub").get("/users/me").expect(200).json();
    assertThat(me.at("/id").asText()).isEqualTo(id);
    assertThat(me.at("/username").asText()).isEqualTo(name);
  }

  @Test
  void findsWhoCameByATokenAndChangesThem() {
    String subject = newName();
    ApiClient user = signIn(subject);
    user.userId();

    assertThat(found("externalId eq \"" + subject + "\"")).containsExactly(user.userId());
    assertThat(found("userName eq \"N-" + subject + "\"")).containsExactly(user.userId());
    assertError(ask("POST", USERS, user(subject, "else" + subject, "")), 409, "uniqueness");

    ask(
            "PUT",
            USERS + "/" + user.userId(),
            user(subject, subject + "@corp", ", \"displayName\": \"New Name\""))
        .expect(200);

    Answer renamed =
        ask(
            "PATCH",
            USERS + "/" + user.userId(),
            patch("{\"op\": \"add\", \"path\": \"name.givenName\", \"value\": \"Newer\"}"));
    assertThat(renamed.expect(200).at("/displayName").asText()).isEqualTo("Newer");

    assertThat(found("USERNAME EQ \"" + subject + "@CORP\"")).containsExactly(user.userId());
    assertThat(found("userName eq \"n-" + subject + "\"")).isEmpty();
    assertThat(user.get("/users/me").expect(200).at("/displayName").asText()).isEqualTo("Newer");
  }

  @Test
  void deactivatesAndReactivates() {
    ApiClient admin = signIn(newName(), "admin");
    admin.userId();
    String subject = newName();
    ApiClient user = signIn(subject);
    String path = USERS + "/" + user.userId();
    try (EventStream stream = EventStream.of(user)) {
      Answer answer =
          ask(
              "PATCH",
              path,
              patch("{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}"));

      assertThat(answer.expect(200).at("/active").asBoolean()).isFalse();
      assertThat(stream.await("goodbye").at("/reason").asText()).isEqualTo("sign-in-again");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> user.get("/users/me").status() == 401);
    assertThat(signIn(subject).get("/users/me").status()).isEqualTo(401);
    assertThat(admin.get("/admin/audit?action=user.deactivated").expect(200).items())
        .anyMatch(entry ->
            entry.at("/targetId").asText().equals(user.userId())
                && entry.at("/facts/by").asText().equals("scim"));

    ask("PATCH", path, patch("{\"op\": \"replace\", \"value\": {\"active\": true}}")).expect(200);

    awaitAdmitted(subject);
  }

  @Test
  void removesAndTakesUpAgain() {
    String subject = newName();
    String id = create(subject, subject).at("/id").asText();
    String path = USERS + "/" + id;

    ask("DELETE", path, "").expect(204);

    assertError(ask("GET", path, ""), 404, "");
    assertError(ask("DELETE", path, ""), 404, "");
    assertThat(found("externalId eq \"" + subject + "\"")).isEmpty();
    assertThat(found("userName eq \"" + subject + "\"")).isEmpty();
    assertThat(signIn(subject).get("/users/me").status()).isEqualTo(401);

    assertThat(create(subject, subject + "-again").at("/id").asText()).isEqualTo(id);
    awaitAdmitted(subject);
  }

  @Test
  void leavesAloneWhoeverWasErasedHere() {
    String subject = newName();
    String id = create(subject, subject).at("/id").asText();
    ApiClient admin = signIn(newName(), "admin");
    String erasure =
        admin
            .post("/admin/users/" + id + "/erasure", Map.of("policy", "REMOVE"))
            .expect(202)
            .at("/id")
            .asText();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> admin.get("/admin/erasures/" + erasure).expect(200).at("/state").asText(),
            "DONE"::equals);

    assertThat(found("externalId eq \"" + subject + "\"")).isEmpty();
    ask("POST", USERS, user(subject, subject, "")).expect(409);
    assertThat(admin.get("/admin/users?q=" + subject).expect(200).items()).isEmpty();
  }

  @Test
  void keepsWhoeverAdministratesLast() {
    ApiClient admin = signIn(newName(), "admin");
    admin.get("/admin/users?limit=200").expect(200).items().stream()
        .filter(user -> user.at("/roles").toString().contains("admin"))
        .map(user -> user.at("/id").asText())
        .filter(id -> !id.equals(admin.userId()))
        .forEach(id -> admin.patch("/admin/users/" + id, Map.of("active", false)).expect(200));

    assertError(ask("DELETE", USERS + "/" + admin.userId(), ""), 409, "");
    assertThat(admin.get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void listsInPages() {
    for (int i = 0; i < 3; i++) {
      String name = newName();
      create(name, name);
    }
    JsonNode all = ask("GET", USERS, "").expect(200).json();
    int total = all.at("/totalResults").asInt();
    JsonNode second =
        ask("GET", USERS + "?startIndex=2&count=1&sortBy=userName", "").expect(200).json();

    assertThat(total).isGreaterThanOrEqualTo(3);
    assertThat(second.at("/totalResults").asInt()).isEqualTo(total);
    assertThat(second.at("/startIndex").asInt()).isEqualTo(2);
    assertThat(second.at("/itemsPerPage").asInt()).isEqualTo(1);
    assertThat(second.at("/Resources/0/id")).isEqualTo(all.at("/Resources/1/id"));
    assertThat(ask("GET", USERS + "?count=0", "").expect(200).at("/Resources").size()).isZero();
    assertThat(ask("GET", USERS + "?startIndex=900000", "").expect(200).at("/Resources").size())
        .isZero();
    assertError(ask("GET", USERS + "?startIndex=2000000", ""), 400, "invalidValue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName co \"a\"",
        "userName eq 7",
        "emails.value eq \"a\"",
        "userName eq \"a\" and active eq true",
        "userName eq",
        "((("
      })
  void refusesOtherFilters(String filter) {
    assertError(
        ask("GET", USERS + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), ""),
        400,
        "invalidFilter");
  }

  @Test
  void refusesWhatIsNotValid() {
    String name = newName();
    String id = create(name, name).at("/id").asText();
    String path = USERS + "/" + id;

    assertError(ask("POST", USERS, "{"), 400, "invalidSyntax");
    assertError(ask("POST", USERS, "[]"), 400, "invalidSyntax");
    assertError(ask("POST", USERS, user("", name + "b", "")), 400, "invalidValue");
    assertError(ask("POST", USERS, "{\"userName\": \"abc\"}"), 400, "invalidValue");
    assertError(ask("POST", USERS, user(name + "c", "x".repeat(300), "")), 400, "invalidValue");
    assertError(
        ask("POST", USERS, user(name + "c", name + "c", ", \"emails\": [{\"value\": \"no\"}]")),
        400,
        "invalidValue");
    assertError(
        ask("POST", USERS, user(name + "c", name + "c", ", \"active\": \"perhaps\"")),
        400,
        "invalidSyntax");
    assertError(ask("POST", USERS, user(name + "c", name, "")), 409, "uniqueness");
    assertError(ask("PUT", path, user("another", name, "")), 400, "mutability");
    assertError(
        ask("PATCH", path, patch("{\"op\": \"remove\", \"path\": \"userName\"}")),
        400,
        "invalidValue");
    assertError(ask("PATCH", path, patch("{\"op\": \"sing\"}")), 400, "invalidSyntax");
    assertError(ask("POST", USERS, user(name + "c", "y".repeat(70_000), "")), 413, "");
    assertError(ask("GET", USERS + "/nobody", ""), 404, "");
    assertError(ask("GET", USERS + "?unknown=1", ""), 400, "invalidSyntax");
  }

  @Test
  void describesItself() {
    assertThat(
            ask("GET", "/scim/v2/ServiceProviderConfig", "")
                .expect(200)
                .at("/patch/supported")
                .asBoolean())
        .isTrue();
    assertThat(ask("GET", "/scim/v2/ResourceTypes/User", "").expect(200).at("/endpoint").asText())
        .isEqualTo("/Users");
    assertThat(ask("GET", "/scim/v2/ResourceTypes", "").expect(200).at("/Resources/0/id").asText())
        .isEqualTo("User");
    String schema = ask("GET", "/scim/v2/Schemas", "").expect(200).at("/Resources/0/id").asText();
    assertThat(
            ask("GET", "/scim/v2/Schemas/" + schema, "")
                .expect(200)
                .at("/attributes/0/name")
                .asText())
        .isEqualTo("userName");
    assertError(ask("GET", "/scim/v2/Schemas/else", ""), 404, "");
  }

  @Test
  void opensToTheTokensOfTheDirectoryAlone() {
    String admin = signIn(newName(), "admin").accessToken();

    assertThat(askWith(NEXT_TOKEN, "GET", USERS, "").status()).isEqualTo(200);
    assertError(askWith(TOKEN + "x", "GET", USERS, ""), 401, "");
    assertError(askWith(TOKEN + "," + NEXT_TOKEN, "GET", USERS, ""), 401, "");
    assertError(askWith(admin, "GET", USERS, ""), 401, "");
    assertThat(messenger.anonymous().get(USERS).status()).isEqualTo(401);
    assertThat(ApiClient.holding(messenger::url, TOKEN).get("/users/me").status()).isEqualTo(401);
  }
}
