package com.paidhr.messenger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Somebody reads a long conversation from its end to its beginning, and some of it again. With
 * {@code -Dmessenger.test.messages=100000} it takes a quarter of an hour or more.
 */
class LongHistoryIT extends InChromium {
  private static final int MESSAGES = Integer.getInteger("messenger.test.messages", 2_500);
  private static final int SHOWN_AT_MOST = 400;
  private static final int ELEMENTS_AT_MOST = 8_000;
  private static final int PAGE = 50;
  private static final int SENDERS = 16;

  /**
   * Scrolls to an end of what is loaded and waits for more. Answers the first message in sight
   * before, how far it has moved, and what the page holds.
   */
  private static final String SCROLL =
      """
      async up => {
        const box = document.querySelector('.history');
        const all = () => [...box.querySelectorAll('[data-seq]')];
        const ends = () => [Number(all()[0].dataset.seq), Number(all().at(-1).dataset.seq)];
        const before = ends();
        box.scrollTop = up ? 150 : box.scrollHeight - box.clientHeight - 150;
        const top = box.getBoundingClientRect().top;
        const anchor = all().find(each => each.getBoundingClientRect().bottom > top);
        const place = anchor.getBoundingClientRect().top;
        const end = performance.now() + 30_000;
        while (ends()[up ? 0 : 1] === before[up ? 0 : 1] && performance.now() < end) await new Promise(requestAnimationFrame);
        const [first, last] = ends();
        const now = document.getElementById(anchor.id);
        return { moved: now ? Math.abs(now.getBoundingClientRect().top - place) : 1e6,
          first, last, messages: all().length, elements: document.querySelectorAll('*').length };
      }
      """;

  private final RunningMessenger messenger = RunningMessenger.shared();

  @Test
  void holdsAPartOfItAndKeepsTheReadersPlace() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String conversation = ann.privateWith(bob);
    talk(conversation, ann, bob);

    try (var window = Window.of(chromium, messenger, "/", ann)) {
      window.open(bob.username());
      window.message("Word " + MESSAGES);
      var seen = new TreeSet<Integer>();
      int first = MESSAGES;
      while (window.page().locator(".begin").count() == 0) {
        Seen page = scroll(window.page(), true);
        assertThat(page.first()).isLessThan(first);
        first = page.first();
        for (int seq = page.first(); seq <= page.last(); seq++) {
          seen.add(seq);
        }
      }
      assertThat(seen).hasSize(MESSAGES);

      for (int i = 0; i < SHOWN_AT_MOST / PAGE; i++) {
        assertThat(scroll(window.page(), false).last()).isGreaterThan(SHOWN_AT_MOST);
      }
      window.page().locator("text=To the newest messages").click();
      window.message("Word " + MESSAGES);
      window.assertUntroubled();
    }
  }

  /** Many at a time, except for the last, which is the newest. */
  private static void talk(String conversation, ApiClient ann, ApiClient bob) {
    IntConsumer say =
        i -> (i % 3 == 0 ? bob : ann).send(conversation, "Word " + i + " and more".repeat(i % 40));
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      CompletableFuture.allOf(
              IntStream.range(1, MESSAGES)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> say.accept(i), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    say.accept(MESSAGES);
  }

  private record Seen(int first, int last) {}

  private static Seen scroll(Page page, boolean up) {
    var found = (Map<?, ?>) page.evaluate(SCROLL, up);
    String all = found.toString();
    assertThat(number(found, "moved").doubleValue()).as(all).isLessThan(2);
    assertThat(number(found, "messages").intValue()).as(all).isLessThanOrEqualTo(SHOWN_AT_MOST);
    assertThat(number(found, "elements").intValue()).as(all).isLessThan(ELEMENTS_AT_MOST);
    return new Seen(number(found, "first").intValue(), number(found, "last").intValue());
  }

  private static Number number(Map<?, ?> found, String name) {
    return (Number) Objects.requireNonNull(found.get(name));
  }
}
