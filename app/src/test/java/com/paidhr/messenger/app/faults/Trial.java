package com.paidhr.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Seat;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.Replayer.Letter;
import com.paidhr.messenger.testsupport.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * One run under a fault: users are busy, the fault happens and is healed, the service comes to
 * rest, and the history is judged. Prints the seed, with which the same choices are made again.
 */
final class Trial {
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffffff);
  private static final double LENGTH = Double.parseDouble(System.getProperty("faults.length", "1"));
  private static final Duration AROUND = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(60);

  private final Stage stage;
  private final Cast cast;
  private final String name;
  private final History history = new History();
  private final Observer observer = new Observer(history);
  private final Replayer replayer;
  private final Random random = new Random(SEED + 17);

  private Trial(Stage stage, Cast cast, String name) {
    this.stage = stage;
    this.cast = cast;
    this.name = name;
    this.replayer = new Replayer(cast, history, observer);
  }

  /** What goes wrong. It ends with everything in order again. */
  @FunctionalInterface
  interface Fault {
    void happen(Trial trial) throws Exception;
  }

  /** The seed of this JVM: given by {@code -Dfaults.seed}, else new each time. */
  static long seed() {
    return SEED;
  }

  /** Runs the fault under load and judges what clients saw. */
  static History run(Stage stage, Cast cast, String name, Fault fault) throws Exception {
    Trial trial = new Trial(stage, cast, name);
    cast.enter(trial.history, name);
    System.out.printf("Fault '%s', repeat with -Dfaults.seed=%d%n", name, SEED);
    try (InboxTail tail = new InboxTail(stage.redisUri(), cast.ids(), trial.history);
        StreamTail streams = new StreamTail(cast.everyone(), trial.history)) {
      Load load = new Load(cast, trial.history, trial.observer, trial.replayer);
      load.start(SEED);
      long begun = System.nanoTime();
      try {
        trial.last(AROUND);
        fault.happen(trial);
        trial.last(AROUND);
      } finally {
        load.stop();
      }
      Duration busy = Duration.ofNanos(System.nanoTime() - begun);
      trial.rest();
      tail.catchUp();
      trial.readTheEnd();
      streams.catchUp();
      trial.report(busy, Duration.ofNanos(System.nanoTime() - begun));
    }
    List<Violation> violations = Checker.violations(trial.history);
    assertThat(violations.stream().limit(20))
        .as("%d promises broken under '%s', seed %d", violations.size(), name, SEED)
        .isEmpty();
    return trial.history;
  }

  Stage stage() {
    return stage;
  }

  Random random() {
    return random;
  }

  /** Redis loses data from now on. */
  void redisForgets() {
    history.redisForgot = true;
  }

  /** Lets the load go on for a while; longer with {@code -Dfaults.length=2}. */
  void last(Duration time) {
    long until = System.nanoTime() + (long) (time.toNanos() * LENGTH);
    Awaitility.await()
        .atMost(time.multipliedBy(10).plus(Duration.ofMinutes(10)))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> System.nanoTime() >= until);
  }

  /** Messages that were acknowledged so far. */
  long acknowledged() {
    return history.sends.stream().filter(send -> send.outcome() == Outcome.ACKNOWLEDGED).count();
  }

  /** Any message that was acknowledged. */
  Send anyMessage() {
    List<Send> sends =
        history.sends.stream().filter(send -> send.outcome() == Outcome.ACKNOWLEDGED).toList();
    return sends.get(random.nextInt(sends.size()));
  }

  private void rest() {
    history.rooms.keySet().forEach(replayer::replayHalf);
    ApiClient door = cast.keeper().doors().getFirst();
    for (String room : history.rooms.keySet()) {
      Awaitility.await("nobody waits for a message of " + name + ", seed " + SEED)
          .atMost(REST)
          .pollInterval(Duration.ofMillis(200))
          .ignoreException(AssertionError.class)
          .untilAsserted(() -> {
            assertThat(door.history(room)).noneMatch(Trial::isAwaited);
            assertThat(replayer.letters(admin(), room)).noneMatch(Letter::replaying);
          });
    }
  }

  private ApiClient admin() {
    return cast.admin().doors().getFirst();
  }

  /** Whether some recipient's part is open; a message may be FAILED for another by then. */
  private static boolean isAwaited(JsonNode message) {
    JsonNode counts = message.at("/counts");
    return message.at("/status").asText().equals("SENT")
        || counts.at("/delivered").asLong() + counts.at("/failed").asLong()
            < counts.at("/recipients").asLong();
  }

  private void readTheEnd() {
    List<ApiClient> doors = cast.keeper().doors();
    for (String room : history.rooms.keySet()) {
      List<Stored> log = log(doors.getFirst(), room);
      history.logs.put(room, log);
      if (!log(doors.getLast(), room).equals(log)) {
        history.oddAnswers.add("The nodes show different logs of " + room);
      }
      log.parallelStream()
          .map(message -> new Place(room, message.seq()))
          .forEach(place ->
              observer
                  .progress(doors.getFirst(), place)
                  .ifPresent(end -> history.outcomes.put(place, end)));
      replayer.letters(admin(), room).forEach(letter -> history.deadLetters.add(letter.what()));
    }
    cast.everyone().forEach(this::readUnread);
  }

  private void readUnread(Actor reader) {
    ApiClient door = reader.doors().getLast();
    for (JsonNode one : door.get("/conversations?limit=200").expect(200).items()) {
      String room = one.at("/id").asText();
      if (history.rooms.containsKey(room)) {
        history.unread.put(new Seat(room, reader.id()), one.at("/unreadCount").asLong());
      }
    }
  }

  private static List<Stored> log(ApiClient door, String room) {
    return door.history(room).stream().map(Observer::stored).toList();
  }

  private void report(Duration busy, Duration all) {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = history.sends.stream().filter(send -> send.outcome() == outcome).count();
      counts.add(count + " " + outcome);
    }
    System.out.printf(
        "  sends %s; %d messages, %d changes, %d reads, %d marks, %d arrivals in %d lives, %d tellings, %d dead letters of %d, %d replays; busy %.1f s, %.1f s in all%n",
        counts,
        history.logs.values().stream().mapToInt(List::size).sum(),
        history.changes.size(),
        history.pages.size() + history.looks.size() + history.progress.size(),
        history.marks.size(),
        history.arrivals.size(),
        history.arrivals.stream().map(History.Arrival::life).distinct().count(),
        history.tellings.size(),
        history.deadLetters.size(),
        history.givenUp.size(),
        history.replays.size(),
        busy.toMillis() / 1000.0,
        all.toMillis() / 1000.0);
  }
}
