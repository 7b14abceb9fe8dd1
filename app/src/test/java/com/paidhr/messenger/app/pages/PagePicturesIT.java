package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.paidhr.messenger.app.demo.Demo;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pictures of both pages with the demo's organization on them, in {@code target/images}. Those of
 * {@code docs/images} are copies of them.
 */
class PagePicturesIT extends InChromium {
  private static final Path FOLDER = Path.of("target", "images");
  private static final Pattern ANN = Pattern.compile("(?m)^ann +(\\S+) +Ann Boleyn$");
  private static final int DESK = 1280;
  private static final int PHONE = 390;
  private static final int READINGS = 12;
  private static final double FASTER = 20;

  private RunningMessenger messenger;
  private ApiClient ann;

  @BeforeAll
  void start() throws Exception {
    messenger =
        RunningMessenger.with()
            .env("DELIVERY_MAX_ATTEMPTS", "3")
            .env("DELIVERY_BACKOFF_BASE", "PT0.2S")
            .start();
    Files.createDirectories(FOLDER);
    ann = ApiClient.signIn(messenger::url, "ann", play(Duration.ofSeconds(2)));
  }

  @AfterAll
  void stop() {
    if (messenger != null) {
      messenger.close();
    }
  }

  /** Lets the organization talk; returns Ann's password. */
  private String play(Duration length) {
    var said = new ByteArrayOutputStream();
    new Demo(new PrintStream(said, true, StandardCharsets.UTF_8), FASTER)
        .play(messenger.url(), messenger.adminPassword(), length);
    Matcher printed = ANN.matcher(said.toString(StandardCharsets.UTF_8));
    assertThat(printed.find()).isTrue();
    return printed.group(1);
  }

  @Test
  void showBothPagesInUse() {
    chat();
    console();
  }

  private void chat() {
    try (var window = chat(DESK, ColorScheme.LIGHT)) {
      harbour(window);
      keep(window, "chat");
    }
    try (var window = chat(DESK, ColorScheme.DARK)) {
      harbour(window);
      window.page().locator("button[aria-label='Details']").click();
      window.page().locator(".panel .members li").nth(3).waitFor();
      keep(window, "chat-dark");
    }
    try (var window = chat(PHONE, ColorScheme.LIGHT)) {
      keep(window, "chat-phone-list");
      window.open("Release 4.2");
      window.message("Math.floorDiv");
      keep(window, "chat-phone");
    }
    try (var window = chat(PHONE, ColorScheme.DARK)) {
      harbour(window);
      keep(window, "chat-phone-dark");
    }
  }

  private void console() {
    ApiClient admin = messenger.admin();
    slow();
    try (var window =
            Window.sized(chromium, messenger, "/console", admin, DESK, ColorScheme.LIGHT);
        var dark = Window.sized(chromium, messenger, "/console", admin, DESK, ColorScheme.DARK);
        var phone = Window.sized(chromium, messenger, "/console", admin, PHONE, ColorScheme.DARK)) {
      whileItTalks(window.page());
      for (var each :
          Map.of("console", window, "console-dark", dark, "console-phone", phone).entrySet()) {
        each.getValue().page().locator(".chart .u-over").first().waitFor();
        keep(each.getValue(), each.getKey());
      }
      tab(window, "Waiting lanes", ".lanes tbody tr:nth-child(3)");
      keep(window, "console-waiting");
      tab(dark, "Dead letters", ".letter:nth-child(2)");
      dark.page().locator(".letter summary").first().click();
      keep(dark, "console-dead-letters");
      tab(window, "Users", "table.users tbody tr:nth-child(5)");
      keep(window, "console-users");
      tab(phone, "Network simulator", ".chart .u-over");
      keep(phone, "console-phone-network");
    }
  }

  /** One who is far away, so that lanes wait for long. */
  private void slow() {
    for (String name : List.of("zoe", "emil", "ines")) {
      String id = ann.get("/users?q=" + name).expect(200).at("/items/0/id").asText();
      messenger
          .admin()
          .put(
              "/admin/network-profiles/user:" + id,
              Map.of(
                  "latency", Map.of("distribution", "UNIFORM", "minMs", 60_000, "maxMs", 90_000)))
          .expect(200);
    }
  }

  private void whileItTalks(Page page) {
    var readings = new AtomicInteger();
    page.onResponse(response -> {
      if (response.url().endsWith("/admin/queue")) {
        readings.incrementAndGet();
      }
    });
    Thread talk = Thread.ofVirtual().start(() -> play(Duration.ofSeconds(20)));
    page.waitForCondition(() -> readings.get() >= READINGS);
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !talk.isAlive());
  }

  private Window chat(int width, ColorScheme theme) {
    return Window.sized(chromium, messenger, "/", ann, width, theme);
  }

  private static void harbour(Window window) {
    window.open("Harbour crew");
    window.message("I want the blue one");
  }

  private static void tab(Window window, String name, String shown) {
    window.page().locator("nav a", new Page.LocatorOptions().setHasText(name)).click();
    window.page().locator(shown).first().waitFor();
  }

  private static void keep(Window window, String name) {
    Path file = FOLDER.resolve(name + ".png");
    Page page = window.page();
    page.waitForCondition(
        () -> page.locator(".spinner, .placeholder, .lanes td:text-is('…')").count() == 0);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    assertThat(file).isNotEmptyFile();
    window.assertUntroubled();
  }
}
