package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.Authenticator;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An administrator looks after delivery. */
class ConsolePageIT extends InChromium {
  private final RunningMessenger messenger = RunningMessenger.shared();

  @Test
  void showsTheQueueAndItsCharts() {
    try (var window = console()) {
      window.page().locator(".tiles .tile").first().waitFor();
      window.page().locator(".chart .u-over").first().waitFor();
      assertThat(window.page().locator("table tbody tr").count()).isPositive();
      window.assertUntroubled();
    }
  }

  @Test
  void showsTheNodesAndNumbersOfEachPartition() {
    try (var window = console()) {
      Page page = window.page();
      page.locator("section:has(h3:text-is('Nodes')) tr .badge.good").first().waitFor();
      assertThat(page.locator("section:has(h3:text-is('Partitions')) tbody tr").count())
          .isEqualTo(messenger.admin().get("/admin/queue").expect(200).at("/partitions").size());
      window.assertUntroubled();
    }
  }

  @Test
  void showsWhichLanesWaitAndWhy() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String scope = "/admin/network-profiles/user:" + bob.userId();
    messenger
        .admin()
        .put(scope, Map.of("latency", Map.of("distribution", "FIXED", "meanMs", 60_000)))
        .expect(200);
    String room = ann.privateWith(bob);
    ann.send(room, "Under way for long");
    ann.send(room, "Behind it");

    try (var window = console()) {
      open(window, "Waiting lanes");
      var lane = window.page().locator(".lanes tr:has-text('" + bob.username() + "')");
      lane.locator(".badge:has-text('under way')").waitFor();
      assertThat(lane.innerText())
          .contains("by the simulator")
          .containsPattern("in \\d+(\\.\\d)? s");
      window.assertUntroubled();
    } finally {
      messenger.admin().delete(scope);
    }
  }

  @Test
  void setsAProfileForOneUserAndTakesItAwayAgain() {
    ApiClient bob = messenger.newUser("bob");

    try (var window = console()) {
      open(window, "Network simulator");
      window.page().locator("select[name=kind]").selectOption("user");
      window.page().locator("input[name=id]").fill(bob.username());
      window.page().locator(".filter button").click();
      window.page().locator("text=the network is perfect").waitFor();
      window.page().locator("button:text-is('lossy')").click();
      window.page().locator("pre.json").waitFor();
      messenger.admin().get("/admin/network-profiles/user:" + bob.userId()).expect(200);

      window.page().locator("button:text-is('Remove')").click();
      window.page().locator("text=the network is perfect").waitFor();
      messenger.admin().get("/admin/network-profiles/user:" + bob.userId()).expect(404);
      window.assertUntroubled();
    }
  }

  @Test
  void showsTheLastDrawsAndDiscardsByFilter() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String scope = "/admin/network-profiles/user:" + bob.userId();
    messenger.admin().put(scope, Map.of("loss", 1)).expect(200);
    String room = ann.privateWith(bob);
    ann.send(room, "Lost");

    try (var window = console()) {
      open(window, "Network simulator");
      var draw = window.page().locator("section:has(h3:text-is('Last draws')) tr");
      draw.locator(".badge.bad:text-is('lost')").first().waitFor();
      String letters = "/admin/dead-letters?conversationId=" + room;
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> messenger.admin().get(letters).expect(200).items().size() == 1);

      open(window, "Dead letters");
      window.page().locator("input[name=conversationId]").fill(room);
      window.page().locator(".filter button:text-is('Search')").click();
      window.page().locator("button:text-is('Discard all that match')").click();
      window.page().locator("dialog h2:text-is('Discard 1 dead letter')").waitFor();
      window.page().locator("dialog input[name=reason]").fill("Told by phone");
      window.page().locator("dialog .primary").click();
      window.page().locator("text=No dead letters").waitFor();
      assertThat(messenger.admin().get(letters).expect(200).items()).isEmpty();
      window.assertUntroubled();
    } finally {
      messenger.admin().delete(scope);
    }
  }

  @Test
  void explainsWhoSeesAMessage() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String secret =
        ann.send(ann.group("Secret", messenger.newUser("carl")), "x").path("id").asText();

    try (var window = console()) {
      open(window, "Visibility");
      window.page().locator("input[name=user]").fill(bob.username());
      window.page().locator("input[name=messageId]").fill(secret);
      window.page().locator(".filter button").click();
      window.page().locator(".verdict.bad").waitFor();
      window.assertUntroubled();
    }
  }

  @Test
  void makesAUserWhoChoosesAPasswordAndIsDeactivated() {
    String name = "newcomer" + ProcessHandle.current().pid() + "n" + System.nanoTime() % 1_000_000;

    try (var window = console()) {
      open(window, "Users");
      window.page().locator("button:text-is('New user')").click();
      window.page().locator("dialog input[name=username]").fill(name);
      window.page().locator("dialog input[name=email]").fill(name + "@example.org");
      window.page().locator("dialog footer .primary").click();
      String link = window.page().locator("dialog input[readonly]").inputValue();

      try (var theirs = Window.at(chromium, messenger, "/")) {
        theirs.page().navigate(link);
        theirs.page().locator("[name=password]").fill("a quiet harbour at noon");
        theirs.page().locator("button.primary").click();
        theirs.signIn(name, "a quiet harbour at noon");
        theirs.page().locator(".list").waitFor();

        window.page().locator("dialog button:text-is('Deactivate …')").click();
        window.page().locator("dialog button:text-is('Cancel')").click();
        window.page().locator("dialog button:text-is('Deactivate …')").click();
        window.page().locator("dialog button:text-is('Deactivate')").click();
        window.page().locator("dialog button:text-is('Reactivate')").waitFor();
        theirs.page().locator("[name=username]").waitFor();
      }
      window.assertUntroubled();
    }
  }

  @Test
  void endsASessionOfAUser() {
    ApiClient ann = messenger.newUser("ann");

    try (var window = console()) {
      open(window, "Users");
      window.page().locator("input[name=q]").fill(ann.username());
      window.page().locator(".filter button:text-is('Search')").click();
      window.page().locator("table.users button[aria-label$='" + ann.username() + "']").click();
      window.page().locator("dialog li button:text-is('End')").click();
      window.page().locator("text=Not signed in anywhere").waitFor();

      await().untilAsserted(() -> ann.get("/users/me").expect(401));
      window.assertUntroubled();
    }
  }

  @Test
  void endsASecondFactorThatIsLost() {
    ApiClient ann = messenger.newUser("ann");
    String path = "/users/me/second-factor";
    String secret =
        ann.post(path, Map.of("currentPassword", ann.password()))
            .expect(201)
            .at("/secret")
            .asText();
    String code = new Authenticator(secret).code();
    ann.post(path + "/confirmation", Map.of("code", code)).expect(200);
    var signIn = Map.of("username", ann.username(), "password", ann.password());
    messenger.anonymous().post("/tokens", signIn).expect(401);

    try (var window = console()) {
      open(window, "Users");
      window.page().locator("input[name=q]").fill(ann.username());
      window.page().locator(".filter button:text-is('Search')").click();
      window.page().locator("table.users button[aria-label$='" + ann.username() + "']").click();
      window.page().locator("dialog button:text-is('Reset the second factor')").click();
      window.page().locator("dialog >> text=Not set up").waitFor();

      messenger.anonymous().post("/tokens", signIn).expect(200);
      await().untilAsserted(() -> ann.get("/users/me").expect(401));
      window.assertUntroubled();
    }
  }

  @Test
  void findsAndChecksWhatIsInTheAuditLog() {
    ApiClient ann = messenger.newUser("ann");
    messenger.admin().patch("/admin/users/" + ann.userId(), Map.of("active", false)).expect(200);

    try (var window = console()) {
      open(window, "Audit log");
      window.page().locator("input[name=target]").fill(ann.userId());
      window.page().locator("input[name=action]").fill("user.deactivated");
      window.page().locator(".filter button:text-is('Search')").click();
      // Until the answer is here, the table shows what others did as well.
      var rows = window.page().locator("tbody tr");
      await().untilAsserted(() -> assertThat(rows.count()).isEqualTo(1));
      assertThat(rows.innerText()).contains("user.deactivated");

      window.page().locator("button:text-is('Check the chain')").click();
      window.page().locator(".note.good").waitFor();
      window.assertUntroubled();
    }
  }

  @Test
  void checksThatWhatIsStoredAgrees() {
    ApiClient ann = messenger.newUser("ann");
    String room = ann.group("Checked", messenger.newUser("bob"));
    ann.send(room, "One");

    try (var window = console()) {
      open(window, "Consistency");
      window.page().locator("input[name=conversationId]").fill(room);
      window.page().locator(".filter button").click();
      window.page().locator(".note.good").waitFor();
      window.assertUntroubled();
    }
  }

  @Test
  void showsNothingToOthers() {
    try (var window = Window.of(chromium, messenger, "/", messenger.newUser("ann"))) {
      window.page().navigate(messenger.url() + "/console");
      window.page().locator("text=This page is for administrators").waitFor();
      assertThat(window.page().locator(".tiles").count()).isZero();
    }
  }

  private Window console() {
    return Window.of(chromium, messenger, "/console", messenger.admin());
  }

  private static void open(Window window, String tab) {
    window.page().locator("nav a", new Page.LocatorOptions().setHasText(tab)).click();
  }
}
