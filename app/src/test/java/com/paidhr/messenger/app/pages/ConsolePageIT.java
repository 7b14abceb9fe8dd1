package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An administrator looks after delivery. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePageIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private Chromium chromium;

  @BeforeAll
  void start() {
    assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed: pages are not tested");
    chromium = Chromium.start();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

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
