package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A window of somebody's own, with storage of its own, that remembers what went wrong in it. */
final class Window implements AutoCloseable {
  private static final double PATIENCE_MS = 60_000;

  /** What a browser logs for every answer from 400 on; the page shows those itself. */
  private static final String ANSWER = "Failed to load resource";

  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();

  private Window(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains(ANSWER)) {
        troubles.add(message.text());
      }
    });
    page.onPageError(troubles::add);
  }

  /** A page for somebody whom it does not know. */
  static Window at(Chromium chromium, RunningMessenger messenger, String path) {
    Window window =
        new Window(chromium.browser().newContext(options(1280, 800, ColorScheme.LIGHT)));
    window.page.navigate(messenger.url() + path);
    return window;
  }

  /** A page for somebody who is signed in by the form. */
  static Window of(Chromium chromium, RunningMessenger messenger, String path, ApiClient who) {
    Window window =
        new Window(chromium.browser().newContext(options(1280, 800, ColorScheme.LIGHT)));
    window.signIn(messenger.url(), path, who.username(), who.password());
    return window;
  }

  /** The chat page at another address than the service's own, such as a proxy's. */
  static Window at(Chromium chromium, URI url, ApiClient who) {
    Window window =
        new Window(chromium.browser().newContext(options(1280, 800, ColorScheme.LIGHT)));
    window.signIn(url, "/", who.username(), who.password());
    return window;
  }

  static Window sized(
      Chromium chromium,
      RunningMessenger messenger,
      String path,
      ApiClient who,
      int width,
      ColorScheme theme) {
    Window window = new Window(chromium.browser().newContext(options(width, 800, theme)));
    window.signIn(messenger.url(), path, who.username(), who.password());
    return window;
  }

  private static Browser.NewContextOptions options(int width, int height, ColorScheme theme) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setLocale("en-GB")
        .setColorScheme(theme);
  }

  private void signIn(URI url, String path, String username, String password) {
    page.navigate(url + path);
    signIn(username, password);
    page.locator(".list, .console").first().waitFor();
  }

  /** Fills in the form that is shown. */
  void signIn(String username, String password) {
    page.locator("[name=username]").fill(username);
    page.locator("[name=password]").fill(password);
    page.locator("button.primary").click();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  void open(String conversation) {
    page.locator(".entry", new Page.LocatorOptions().setHasText(conversation)).click();
    page.locator(".room .composer").waitFor();
  }

  void write(String words) {
    page.locator(".composer textarea").fill(words);
    page.keyboard().press("Enter");
  }

  /** The message with these words, once it shows. */
  Locator message(String words) {
    Locator found = page.locator(".message", new Page.LocatorOptions().setHasText(words));
    found.first().waitFor();
    return found.first();
  }

  boolean shows(String words) {
    return page.locator(".room", new Page.LocatorOptions().setHasText(words)).count() > 0;
  }

  /** Asserts that nothing failed: no error of a script, and nothing that the policy refused. */
  void assertUntroubled() {
    assertThat(troubles).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
