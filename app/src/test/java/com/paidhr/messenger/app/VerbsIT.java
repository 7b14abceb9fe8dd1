package com.paidhr.messenger.app;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators do from the command line, with a running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerbsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String database = TestStores.freshDatabase() + "verbs";
  private final RunningMessenger messenger =
      RunningMessenger.with()
          .withoutAdminPassword()
          .env("MONGODB_URI", TestStores.mongoUri())
          .env("MONGODB_DATABASE", database)
          .env("DELIVERY_MAX_ATTEMPTS", "1")
          .env("CONSISTENCY_SETTLED_AFTER", "PT0S")
          .start();

  @TempDir private Path folder;

  @AfterAll
  void end() {
    messenger.close();
  }

  /** Runs a verb in this JVM; it finds the service and the password by the folder of the run. */
  private CommandLine run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--data");
    all.add(messenger.data().toString());
    return CommandLine.here(all.toArray(String[]::new));
  }

  private static CommandLine fine(CommandLine done) {
    assertThat(done.code()).as(done.out()).isZero();
    return done;
  }

  private static JsonNode json(CommandLine done) {
    try {
      return JSON.readTree(fine(done).out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(done.out(), e);
    }
  }

  @Test
  void saysHowTheServiceIs() {
    assertThat(fine(run("status")).out()).contains("is UP").contains("Queue: ");
    assertThat(json(run("status", "--json")).at("/health/status").asText()).isEqualTo("UP");

    messenger.admin().post("/admin/queue/pause").expect(200);
    try {
      CommandLine paused = run("status");
      assertThat(paused.code()).isEqualTo(3);
      assertThat(paused.out()).contains("paused");
    } finally {
      messenger.admin().post("/admin/queue/resume").expect(200);
    }
  }

  @Test
  void administersUsers() {
    fine(run("users", "add", "verbal", "verbal@example.org", "--role", "auditor"));
    ApiClient other = messenger.newUser("verbsother");

    CommandLine list = fine(run("users", "list", "verb"));
    assertThat(list.out()).contains("verbal").contains("auditor").contains(other.username());
    assertThat(json(run("users", "list", "verbal", "--json")).at("/0/active").asBoolean()).isTrue();

    assertThat(fine(run("users", "deactivate", "verbal")).out()).contains("deactivated");
    assertThat(fine(run("users", "reactivate", "VERBAL")).out()).contains("is active");
    assertThat(fine(run("users", "roles", "verbal", "moderator", "user")).out())
        .contains("moderator");
    String token = json(run("users", "reset-password", "verbal", "--json")).at("/token").asText();
    messenger
        .anonymous()
        .post("/password-resets", Map.of("token", token, "password", "seven little lighthouses"))
        .expect(204);
    CommandLine last = run("users", "deactivate", "admin");
    assertThat(last.code()).isEqualTo(1);
    assertThat(last.out()).contains("409");
    assertThat(run("users", "deactivate", "nobody-at-all").out()).contains("There is no user");
  }

  @Test
  void signsInWithTheCodeOfASecondFactor() {
    ApiClient chief = messenger.newUser("chief");
    fine(run("users", "roles", chief.username(), "admin"));
    ApiClient again = ApiClient.signIn(messenger::url, chief.username(), chief.password());
    String path = "/users/me/second-factor";
    String secret =
        again
            .post(path, Map.of("currentPassword", chief.password()))
            .expect(201)
            .at("/secret")
            .asText();
    String recoveryCode =
        again
            .post(path + "/confirmation", Map.of("code", new Authenticator(secret).code()))
            .expect(200)
            .at("/recoveryCodes/0")
            .asText();
    String[] words = {
      "users", "list", "chief", "--user", chief.username(), "--url", messenger.url().toString()
    };
    Map<String, String> environment = new HashMap<>(Map.of("MESSENGER_PASSWORD", chief.password()));

    CommandLine refused = CommandLine.run(environment, words);
    environment.put("MESSENGER_CODE", recoveryCode);
    CommandLine done = fine(CommandLine.run(environment, words));

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("a code is needed");
    assertThat(done.out()).contains(chief.username()).doesNotContain(recoveryCode);
  }

  @Test
  void listsExplainsAndReplaysDeadLetters() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient deaf = messenger.newUser("deaf");
    fine(run("network", "set", "lossy", "--scope", "user:" + ann.userId()));
    messenger
        .admin()
        .put("/admin/network-profiles/user:" + deaf.userId(), Map.of("loss", 1))
        .expect(200);
    String room = ann.privateWith(deaf);
    String letter = ann.send(room, "Lost").at("/id").asText() + "~" + deaf.userId();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> messenger.admin().get("/admin/dead-letters/" + letter).status() == 200);

    assertThat(fine(run("dead-letters", "list", "--conversation", room)).out()).contains(letter);
    assertThat(fine(run("dead-letters", "explain", letter)).out())
        .contains("(simulated)")
        .contains("ATTEMPT");
    assertThat(fine(run("dead-letters", "replay", "--conversation", room, "--dry-run")).out())
        .contains("1 fit, 0 are being tried again");

    fine(run("network", "clear", "--scope", "user:" + deaf.userId()));
    fine(run("dead-letters", "replay", letter));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> messenger.admin().get("/admin/dead-letters/" + letter).status() == 404);
    assertThat(run("dead-letters", "explain", letter).code()).isEqualTo(1);
  }

  @Test
  void showsAndSetsTheNetwork() {
    assertThat(fine(run("network", "presets")).out()).contains("satellite").contains("offline-30s");
    String scope = "conversation:" + messenger.newUser("networker").group("Networked");

    fine(run("network", "set", "lan", "--scope", scope));
    assertThat(json(run("network", "show", "--scope", scope, "--json")).at("/preset").asText())
        .isEqualTo("lan");
    fine(run("network", "clear", "--scope", scope));
    assertThat(fine(run("network", "show", "--scope", scope)).out()).contains("No network profile");
    assertThat(run("network", "set", "nonsense", "--scope", scope).code()).isEqualTo(1);
  }

  @Test
  void findsWhatDisagreesAndWhatWasChangedInTheAudit() {
    String room = messenger.newUser("ann").group("Checked");
    assertThat(fine(run("consistency", room)).out()).contains("0 things disagree");
    assertThat(fine(run("audit", "verify")).out()).contains("as it was written");

    try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
      var store = client.getDatabase(database);
      store.getCollection("conversations").updateOne(eq("_id", room), set("members", 9L));
      Document entry = store.getCollection("audit").find(eq("_id", 1L)).first();
      assertThat(entry).isNotNull();
      store.getCollection("audit").updateOne(eq("_id", 1L), set("action", "nothing.happened"));

      CommandLine found = run("consistency", room);
      CommandLine audit = run("audit", "verify");
      store
          .getCollection("audit")
          .updateOne(eq("_id", 1L), set("action", entry.getString("action")));
      store.getCollection("conversations").updateOne(eq("_id", room), set("members", 1L));

      assertThat(found.code()).isEqualTo(3);
      assertThat(found.out()).contains("MEMBER_COUNT").contains("1 things disagree");
      assertThat(audit.code()).isEqualTo(3);
      assertThat(audit.out()).contains("Entry 1");
    }
  }

  @Test
  void writesTheAuditLogToAFile() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    fine(run("audit", "export", "--to", file.toString()));
    List<String> lines = Files.readAllLines(file);

    assertThat(lines).hasSizeGreaterThan(1);
    JsonNode first = JSON.readTree(lines.getLast());
    assertThat(first.at("/number").asLong()).isEqualTo(1);
    assertThat(lines)
        .allSatisfy(line -> assertThat(JSON.readTree(line).at("/hash").asText()).hasSize(64));
    fine(run("audit", "export", "--action", "service.started", "--to", file.toString()));
    assertThat(Files.readString(file))
        .contains("\"settings\"")
        .contains("mongodb.uri")
        .doesNotContain("session.started");
    assertThat(run("audit", "export", "--from", "yesterday").code()).isEqualTo(1);
  }

  @Test
  void putsASteadyLoadOnTheService() {
    String[] load = {"load", "--rate", "20", "--seconds", "2", "--users", "3"};
    assertThat(fine(run(load)).out())
        .contains("40 messages to a group of 3")
        .contains("p99")
        .contains("delivered");
    List<String> again = new ArrayList<>(List.of(load));
    again.add("--json");
    JsonNode outcome = json(run(again.toArray(String[]::new)));
    assertThat(outcome.at("/sent").asInt()).isEqualTo(40);
    assertThat(outcome.at("/refused")).isEmpty();
    assertThat(outcome.at("/answeredMs/p50").asDouble()).isPositive();
    assertThat(run("load", "--rate", "0").out()).contains("--rate must be");
  }

  @Test
  void exportsWhatAUserSees() throws Exception {
    ApiClient ann = messenger.newUser("exporter");
    String room = ann.group("Exported");
    ann.send(room, "To be kept");
    Path file = folder.resolve("room.jsonl");

    System.setProperty("messenger.password", ann.password());
    try {
      fine(run("export", room, "--user", ann.username(), "--to", file.toString()));
    } finally {
      System.clearProperty("messenger.password");
    }

    assertThat(Files.readString(file).lines().toList())
        .hasSize(ann.history(room).size())
        .anyMatch(line -> line.contains("To be kept"));
    CommandLine asAdmin = run("export", room, "--to", folder.resolve("none").toString());
    assertThat(asAdmin.code()).as("administrators see no more than others").isEqualTo(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void saysWhichSettingsAreInForceAndWhereFrom() throws Exception {
    Path secret = Files.writeString(folder.resolve("redis"), "redis://:hidden@localhost:1\n");
    Files.writeString(folder.resolve("messenger.properties"), "delivery.partitions=7\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("REDIS_URI_FILE", secret.toString());
    environment.put("MESSENGER_ADMIN_PASSWORD", "not-to-be-shown");
    environment.put("DELIVERY_MAX_ATTEMPTS", "9");

    CommandLine set = CommandLine.run(environment, "config", "--data", folder.toString());
    CommandLine all =
        CommandLine.run(environment, "config", "--all", "--json", "--data", folder.toString());

    assertThat(fine(set).out())
        .containsPattern("redis.uri +redis://\\*\\*\\*@localhost:1 +file of a secret")
        .containsPattern("delivery.max-attempts +9 +")
        .containsPattern("delivery.partitions +7 +messenger.properties")
        .containsPattern("messenger.admin-password +\\*\\*\\*")
        .doesNotContain("hidden")
        .doesNotContain("not-to-be-shown")
        .doesNotContain("delivery.batch");
    assertThat(json(all).findValuesAsText("name")).contains("delivery.batch", "server.port");
  }

  @Test
  void namesExitCodesInTheHelpAndWrongWords() {
    for (String verb :
        List.of(
            "status",
            "users",
            "dead-letters",
            "network",
            "consistency",
            "load",
            "export",
            "backup",
            "restore",
            "config")) {
      CommandLine help = fine(CommandLine.here(verb, "--help"));
      assertThat(help.out())
          .as(verb)
          .contains("Exit codes:")
          .containsPattern(" 0 +")
          .containsPattern(" 2 +");
    }
    assertThat(CommandLine.here("users", "list", "--nonsense").code()).isEqualTo(2);
    assertThat(fine(CommandLine.here("completion")).out())
        .contains("complete -F")
        .contains("dead-letters")
        .contains("reset-password");
  }

  @Test
  void saysAtOnceThatNoServiceAnswers() {
    CommandLine none = run("status", "--url", "http://localhost:1");

    assertThat(none.code()).isEqualTo(1);
    assertThat(none.out()).contains("No service answers at http://localhost:1");
  }
}
