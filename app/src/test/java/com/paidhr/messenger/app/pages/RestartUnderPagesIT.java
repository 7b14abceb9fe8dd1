package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The browser's own {@code EventSource} and {@code WebSocket} go on where they were when the server
 * was stopped, or killed, and started again under the open page.
 */
class RestartUnderPagesIT extends InChromium {
  /**
   * A client over WebSocket, as a page would have it: it resumes behind the last event that it
   * heard, and fetches what a gap names. There is one after the crash, since Redis dies as well.
   */
  private static final String SOCKET =
      """
      bearer => {
        const heard = [];
        window.heardBySocket = heard;
        let cursor = null;
        const load = async ({ conversationId, afterSeq }) => {
          const answer = await fetch(
            `/messages?limit=200&conversationId=${conversationId}&after=${afterSeq}`, { headers: { Authorization: bearer } });
          for (const { body } of (await answer.json()).items) heard.push(body);
        };
        const open = async () => {
          let ticket;
          try {
            const answer = await fetch('/events/ticket', { method: 'POST', headers: { Authorization: bearer } });
            ({ ticket } = await answer.json());
          } catch (error) {
            heard.push(String(error));
            setTimeout(open, 200);
            return;
          }
          const socket = new WebSocket(`ws://${location.host}/ws?ticket=${ticket}`);
          socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', cursor }));
          socket.onmessage = message => {
            const event = JSON.parse(message.data);
            cursor = event.cursor ?? cursor;
            heard.push(event.message ? event.message.body : event.type);
            if (event.type === 'gap') event.fetch.forEach(load);
          };
          socket.onclose = close => {
            heard.push(`closed ${close.code} ${close.reason}`);
            setTimeout(open, 200);
          };
        };
        open();
      }
      """;

  private RunningMessenger messenger;
  private TcpProxy door;

  @BeforeAll
  void start() {
    messenger = RunningMessenger.with().start();
    door = TcpProxy.to(() -> messenger.url().getPort());
  }

  @AfterAll
  void stop() {
    if (door != null) {
      door.close();
      messenger.close();
    }
  }

  @Test
  void goesOnWhereItWas() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String room = ann.privateWith(bob);
    ann.send(room, "Before");
    URI url = URI.create("http://127.0.0.1:" + door.port());

    try (Window window = Window.at(chromium, url, bob)) {
      Page page = window.page();
      window.open(ann.username());
      window.message("Before");
      page.evaluate("window.isTheSamePage = true");
      page.evaluate(SOCKET, "Bearer " + bob.accessToken());
      awaitHeard(page, "resumed");

      messenger.terminate();
      messenger.restart();
      ann.send(room, "After the stop");
      window.message("After the stop");
      awaitHeard(page, "After the stop");

      messenger.kill();
      messenger.restart();
      ann.send(room, "After the crash");
      window.message("After the crash");
      awaitHeard(page, "After the crash");

      window.write("Still here");
      window.message("Still here").locator(".tick:not(.waiting)").waitFor();
      assertThat(page.locator(".message").allInnerTexts())
          .satisfiesExactly(
              shown -> assertThat(shown).contains("Before"),
              shown -> assertThat(shown).contains("After the stop"),
              shown -> assertThat(shown).contains("After the crash"),
              shown -> assertThat(shown).contains("Still here"));
      assertThat(page.evaluate("window.isTheSamePage")).isEqualTo(true);
    }
    assertThat(ann.history(room)).hasSize(4);
  }

  /** The browser is asked by this thread only, as Playwright wants it. */
  private static void awaitHeard(Page page, String what) {
    Awaitility.await(what)
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() ->
            assertThat((List<?>) page.evaluate("window.heardBySocket")).asList().contains(what));
  }
}
