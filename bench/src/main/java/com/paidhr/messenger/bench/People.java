package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * People in a group who send, read, search, react, edit, upload and sign in again, each with
 * pauses. Sends, pages and lists are timed; whatever is not answered as it should be is counted.
 */
final class People implements AutoCloseable {
  private static final int PAUSE_MILLIS = 500;
  private static final int WATCHERS = 3;

  private final List<Thread> threads = new ArrayList<>();
  private final List<EventStream> streams = new ArrayList<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private final String room;
  private Samples times = new Samples();
  private int requests;
  private volatile boolean isOver;

  People(RunningMessenger messenger, int count) {
    List<ApiClient> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(messenger.newUser("person"));
    }
    room = all.getFirst().group("Day", all.subList(1, count).toArray(ApiClient[]::new));
    all.getFirst().send(room, "Good morning");
    all.stream().limit(WATCHERS).map(EventStream::of).forEach(streams::add);
    for (ApiClient person : all) {
      threads.add(Thread.ofVirtual().start(() -> live(person)));
    }
  }

  private void live(ApiClient person) {
    var random = new SplittableRandom(person.username().hashCode());
    var texts = new Texts(random.nextLong());
    while (!isOver) {
      try {
        act(person, random.nextInt(100), texts);
        count();
      } catch (UncheckedIOException e) {
        count("no answer: " + e.getMessage());
      } catch (RuntimeException e) {
        count("not understood: " + e);
      } catch (AssertionError e) {
        count(inWords(e));
      }
      long pause = random.nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS * 3 / 2);
      LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
    }
  }

  private void act(ApiClient person, int dice, Texts texts) {
    if (dice < 40) {
      timed(() -> person.send(room, texts.next()));
    } else if (dice < 60) {
      timed(() -> page(person));
    } else if (dice < 75) {
      timed(() -> person.get("/conversations?limit=20").expect(200));
    } else if (dice < 80) {
      person.get("/messages?conversationId=" + room + "&q=" + Texts.word(dice)).expect(200);
    } else if (dice < 86) {
      person.post(newest(person) + "/read", Map.of("upTo", true)).expect(200);
    } else if (dice < 90) {
      String path = newest(person) + "/reactions/%F0%9F%91%8D";
      person.send(person.request(path).PUT(BodyPublishers.noBody())).expect(204);
    } else if (dice < 93) {
      String own = "/messages/" + person.send(room, texts.next()).at("/id").asText();
      person.patch(own, Map.of("body", texts.next())).expect(200);
    } else if (dice < 95) {
      byte[] file = texts.next().repeat(100).getBytes(StandardCharsets.UTF_8);
      person.upload("note.txt", "text/plain", file).expect(201);
    } else if (dice < 96) {
      person.group("Aside");
    } else {
      signIn(person);
    }
  }

  /** Who is refused has no token, and so tries again. */
  private void signIn(ApiClient person) {
    while (!isOver) {
      try {
        person.renew();
        return;
      } catch (AssertionError e) {
        count(inWords(e));
      }
    }
  }

  /** Which request had which status, without the answer's words. */
  private static String inWords(AssertionError error) {
    return String.valueOf(error.getMessage()).replaceAll("(?s): .*", "");
  }

  private Answer page(ApiClient person) {
    return person.get("/messages?conversationId=" + room + "&limit=20").expect(200);
  }

  private String newest(ApiClient person) {
    return "/messages/" + page(person).items().getFirst().at("/id").asText();
  }

  private void timed(Runnable request) {
    long begin = System.nanoTime();
    request.run();
    long time = System.nanoTime() - begin;
    synchronized (this) {
      times.add(time);
    }
  }

  private synchronized void count() {
    requests++;
  }

  private synchronized void count(String error) {
    errors.merge(error, 1, Integer::sum);
  }

  /** The times since they were last asked for. */
  synchronized Samples takeTimes() {
    Samples taken = times;
    times = new Samples();
    return taken;
  }

  /** What was done so far as it should be. */
  synchronized int done() {
    return requests;
  }

  /** What was not, and how often. */
  synchronized Map<String, Integer> errors() {
    return new TreeMap<>(errors);
  }

  @Override
  public void close() throws InterruptedException {
    isOver = true;
    for (Thread thread : threads) {
      thread.join();
    }
    streams.forEach(EventStream::close);
  }
}
