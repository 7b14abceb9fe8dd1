package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages can be used by those who see badly or use a phone: axe finds nothing serious in either
 * theme. {@code -Dmessenger.test.images=folder} keeps a picture of each.
 */
class PagesForEverybodyIT extends InChromium {
  /** The rules that are broken seriously, with the places. */
  private static final String SERIOUS =
      """
      async () => (await axe.run()).violations
        .filter(each => ['serious', 'critical'].includes(each.impact))
        .map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 200)).join(' | '))
      """;

  private final RunningMessenger messenger = RunningMessenger.shared();
  private String axe;
  private ApiClient ann;

  @BeforeAll
  void start() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(PagesForEverybodyIT.class.getResourceAsStream("axe.min.js"))) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
    ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.group("Harbour walk", bob);
    String first = bob.send(room, "Shall we meet at **six** by the pier?").path("id").asText();
    ann.put("/messages/" + first + "/reactions/%F0%9F%91%8D", Map.of());
    ann.post("/messages", Map.of("conversationId", room, "body", "Yes.", "replyTo", first));
    ann.send(ann.privateWith(bob), "See `map.txt` and https://example.org");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void showTheChatToEverybody(ColorScheme theme, int width) {
    try (var window = Window.sized(chromium, messenger, "/", ann, width, theme)) {
      judge(window, "chat-list", theme, width);
      window.page().locator(".menu summary").click();
      window.page().locator("text=Profile and privacy").click();
      window.page().locator("text=Second factor …").click();
      window.page().locator("#factor").waitFor();
      judge(window, "chat-second-factor", theme, width);
      window.page().keyboard().press("Escape");
      window.open("Harbour walk");
      window.message("by the pier");
      judge(window, "chat", theme, width);
      window.assertUntroubled();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void showTheConsoleToEverybody(ColorScheme theme, int width) {
    ApiClient admin = messenger.admin();
    try (var window = Window.sized(chromium, messenger, "/console", admin, width, theme)) {
      window.page().locator(".chart .u-over").first().waitFor();
      judge(window, "console", theme, width);
      for (String tab :
          List.of(
              "Dead letters", "Network simulator", "Users", "Visibility", "Consistency", "Audit")) {
        window.page().locator("nav a", new Page.LocatorOptions().setHasText(tab)).click();
        judge(window, "console-" + tab.replace(' ', '-'), theme, width);
      }
      window.assertUntroubled();
    }
  }

  private void judge(Window window, String name, ColorScheme theme, int width) {
    Page page = window.page();
    page.evaluate(axe);
    assertThat((List<?>) page.evaluate(SERIOUS)).as("%s %s %d", name, theme, width).isEmpty();
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("pixels beside %s at %d", name, width).isEqualTo(0);
    String folder = System.getProperty("messenger.test.images");
    if (folder != null) {
      String file = "%s-%s-%d.png".formatted(name, theme, width).toLowerCase(Locale.ROOT);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, file)));
    }
  }
}
