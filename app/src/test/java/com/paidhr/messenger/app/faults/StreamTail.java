package com.paidhr.messenger.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Line;
import com.paidhr.messenger.app.faults.History.Telling;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Listens to the streams of all users on all nodes and records what they tell, as clients do: what
 * breaks off is resumed behind the last event, and what a gap names is fetched.
 */
final class StreamTail implements AutoCloseable {
  private static final long PAUSE_MS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final History history;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** Returns when all lines are open, so that they tell of whatever comes from now on. */
  StreamTail(Collection<Actor> actors, History history) {
    this.history = history;
    for (Actor actor : actors) {
      for (int node = 0; node < actor.doors().size(); node++) {
        Line line = new Line(actor.id(), node);
        Listener listener = new Listener(line, actor.doors().get(node));
        history.lines.add(line);
        threads.add(Thread.ofVirtual().start(listener::listen));
      }
    }
  }

  /** One line of one user. */
  private final class Listener {
    private final Line line;
    private final ApiClient door;
    private EventStream stream;
    private String cursor;
    private int heard;
    private int life;

    Listener(Line line, ApiClient door) {
      this.line = line;
      this.door = door;
      this.stream = EventStream.of(door);
      this.cursor = String.valueOf(stream.cursor());
    }

    void listen() {
      try {
        while (!stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
          boolean ended = stream.hasEnded();
          hear();
          if (ended) {
            resume();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        stream.close();
      }
    }

    private void hear() throws InterruptedException {
      List<JsonNode> events = stream.events();
      for (; heard < events.size(); heard++) {
        JsonNode event = events.get(heard);
        if (event.path("type").asText().equals("gap")) {
          fill(event);
        } else if (event.has("message")) {
          boolean isNew = event.path("type").asText().equals("message.created");
          tell(event.path("conversationId").asText(), event.get("message"), isNew);
        }
        cursor = event.path("cursor").asText(cursor);
      }
    }

    private void resume() {
      try {
        stream.close();
        stream = EventStream.of(door, cursor);
        heard = 0;
      } catch (UncheckedIOException e) {
        // The node is away, which is what some runs are for. It is asked again.
      }
    }

    private void fill(JsonNode gap) throws InterruptedException {
      if (!gap.path("reason").asText().equals("messages")) {
        life++;
      }
      for (JsonNode fetch : gap.get("fetch")) {
        String room = fetch.path("conversationId").asText();
        if (history.rooms.containsKey(room)) {
          fetch(
              room, fetch.path("afterSeq").asLong(), fetch.path("upToSeq").asLong(Long.MAX_VALUE));
        }
      }
    }

    /** A room that the user may not see any more has nothing to fetch. */
    private void fetch(String room, long from, long upTo) throws InterruptedException {
      long after = from;
      while (after < upTo && stopped.getCount() > 0) {
        Answer page;
        try {
          page = door.get("/messages?limit=200&conversationId=" + room + "&after=" + after);
        } catch (UncheckedIOException e) {
          page = null;
        }
        if (page == null || page.status() >= 500) {
          stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS);
          continue;
        }
        if (page.status() != 200 || page.items().isEmpty()) {
          return;
        }
        for (JsonNode message : page.items()) {
          tell(room, message, false);
        }
        after = page.items().getLast().path("seq").asLong();
      }
    }

    private void tell(String room, JsonNode message, boolean isNew) {
      if (history.rooms.containsKey(room)) {
        history.tellings.add(new Telling(line, life, room, Observer.stored(message), isNew));
      }
    }
  }

  /**
   * Returns when the lines have told everything that is stored, or have had more than enough time
   * for it; the checker says what is missing.
   */
  void catchUp() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Awaitility.await()
        .atMost(PATIENCE.multipliedBy(2))
        .until(() -> System.nanoTime() > end || isComplete());
  }

  private boolean isComplete() {
    List<Violation> found = new ArrayList<>();
    StreamRules.check(history, found);
    return found.stream().noneMatch(each -> each.promise() == Promise.STREAM_COMPLETE);
  }

  @Override
  public void close() {
    stopped.countDown();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
