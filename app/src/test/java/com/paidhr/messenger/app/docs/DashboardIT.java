package com.paidhr.messenger.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that asks a service in use answers every question of the dashboard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
  private static final Path ROOT = Path.of(System.getProperty("messenger.root"));
  private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/messenger.json");
  private static final Path RULES = ROOT.resolve("deploy/prometheus/alerts.yml");

  private final RunningMessenger messenger = RunningMessenger.shared();
  private Prometheus prometheus;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    assumeTrue(
        Prometheus.installed().isPresent(),
        "Prometheus is not on the PATH: the dashboard is not tested");
    prometheus = Prometheus.start(folder, messenger.url(), RULES);
  }

  @AfterAll
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void everyQuestionHasAnAnswer() throws IOException {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Charted", bob);
    Map<String, String> open = questions();

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          use(ann, bob, room);
          open.entrySet().removeIf(each -> isAnswered(prometheus.ask(each.getValue())));
          assertThat(open).isEmpty();
        });
  }

  @Test
  void knowsEveryRule() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          List<String> healths = new ArrayList<>();
          prometheus
              .get("/api/v1/rules")
              .at("/data/groups")
              .forEach(group ->
                  group.path("rules").forEach(rule -> healths.add(rule.path("health").asText())));
          assertThat(healths).isNotEmpty().containsOnly("ok");
        });
  }

  private static void use(ApiClient ann, ApiClient bob, String room) {
    String message = ann.send(room, "Charted").at("/id").asText();
    bob.post("/messages/" + message + "/read").expect(200);
    bob.get("/messages?q=charted").expect(200);
    ann.get("/messages/unknown").expect(404);
    ann.upload("charted.txt", "text/plain", new byte[] {'1', '2'}).expect(201);
    ann.post("/tokens", Map.of("username", ann.username(), "password", ann.password())).expect(200);
  }

  /** By panel and reference; Grafana's variables are filled in. */
  private static Map<String, String> questions() throws IOException {
    Map<String, String> questions = new TreeMap<>();
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        questions.put(
            panel.path("title").asText() + " " + target.path("refId").asText(),
            target
                .path("expr")
                .asText()
                .replace("$__rate_interval", "1m")
                .replace("$instance", ".*"));
      }
    }
    return questions;
  }

  /** Some sample is a number: a quantile of nothing is none. */
  private static boolean isAnswered(JsonNode answer) {
    for (JsonNode sample : answer.at("/data/result")) {
      if (!sample.at("/value/1").asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }
}
