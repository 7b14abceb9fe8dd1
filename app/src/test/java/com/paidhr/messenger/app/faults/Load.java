package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Change;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Room;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.testsupport.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Users who write, read, mark as read, come and go through any door, as the seed says, until they
 * are stopped, and some who have dead letters tried again. An unknown outcome is tried again with
 * the same key, but not always, so that some stay unknown.
 */
final class Load {
  private static final int WRITERS = 8;
  private static final int READERS = 2;
  private static final int MARKERS = 2;
  private static final Duration PAUSE = Duration.ofMillis(80);
  private static final int TRIES = 4;

  private final Cast cast;
  private final History history;
  private final Observer observer;
  private final Replayer replayer;
  private final List<Room> rooms;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger texts = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();

  Load(Cast cast, History history, Observer observer, Replayer replayer) {
    this.cast = cast;
    this.history = history;
    this.observer = observer;
    this.replayer = replayer;
    this.rooms = List.copyOf(history.rooms.values());
  }

  void start(long seed) {
    for (int i = 0; i < WRITERS; i++) {
      Random random = new Random(seed + i);
      begin(() -> write(random), random);
    }
    for (int i = 0; i < READERS; i++) {
      Random random = new Random(seed + 100 + i);
      begin(() -> read(random), random);
    }
    for (int i = 0; i < MARKERS; i++) {
      Random random = new Random(seed + 300 + i);
      begin(() -> mark(random), random);
    }
    Random choice = new Random(seed + 400);
    begin(() -> replay(choice), choice);
    for (Room room : rooms) {
      if (room.kind() != History.Kind.PRIVATE) {
        Random random = new Random(seed + 200 + room.kind().ordinal());
        Set<String> inside = new HashSet<>();
        begin(() -> change(random, room, inside), random);
      }
    }
  }

  private void begin(Runnable turn, Random random) {
    running.add(
        threads.submit(() -> {
          while (!stopped.await(
              PAUSE.toMillis() / 2 + random.nextLong(PAUSE.toMillis()), TimeUnit.MILLISECONDS)) {
            turn.run();
          }
          return null;
        }));
  }

  /** Ends the load; returns when nobody is doing anything any more. */
  void stop() throws Exception {
    stopped.countDown();
    for (Future<?> each : running) {
      each.get();
    }
    threads.close();
  }

  private void write(Random random) {
    Room room = rooms.get(random.nextInt(rooms.size()));
    Actor sender = cast.anyone(random, room);
    String text =
        "text-" + room.kind() + "-" + texts.incrementAndGet() + "-" + random.nextInt(1000);
    int tries = 1 + random.nextInt(TRIES);
    for (int i = 0; i < tries; i++) {
      if (observer.send(sender, sender.anyDoor(random), room.id(), text) != Outcome.UNKNOWN) {
        return;
      }
      pause(PAUSE);
    }
  }

  private void read(Random random) {
    Room room = rooms.get(random.nextInt(rooms.size()));
    Actor reader = cast.anyone(random, room);
    ApiClient door = reader.anyDoor(random);
    List<Send> sends = List.copyOf(history.sends);
    Send send = sends.isEmpty() ? null : sends.get(random.nextInt(sends.size()));
    if (send == null || send.seq() == 0 || random.nextInt(3) == 0) {
      observer.page(reader, door, room.id(), 1 + random.nextInt(60));
      return;
    }
    Place place = new Place(send.room(), send.seq());
    if (random.nextBoolean()) {
      observer.look(reader, door, place);
    } else {
      observer.progress(cast.keeper().anyDoor(random), place).ifPresent(history.progress::add);
    }
  }

  /** One message, or all up to it; seldom all, so that something stays unread. */
  private void mark(Random random) {
    Room room = rooms.get(random.nextInt(rooms.size()));
    Actor reader = cast.anyone(random, room);
    List<Long> places =
        history.sends.stream()
            .filter(send -> send.room().equals(room.id()) && send.seq() > 0)
            .map(Send::seq)
            .toList();
    if (places.isEmpty()) {
      return;
    }
    Place place = new Place(room.id(), places.get(random.nextInt(places.size())));
    boolean upTo = random.nextInt(15) == 0;
    int tries = 1 + random.nextInt(TRIES);
    for (int i = 0; i < tries; i++) {
      if (observer.mark(reader, reader.anyDoor(random), place, upTo) != Outcome.UNKNOWN) {
        return;
      }
      pause(PAUSE);
    }
  }

  private void replay(Random random) {
    pause(PAUSE.multipliedBy(2));
    replayer.replaySome(random, rooms.get(random.nextInt(rooms.size())).id());
  }

  /** One who is out comes in, or one who is in leaves or is kicked. */
  private void change(Random random, Room room, Set<String> inside) {
    pause(PAUSE.multipliedBy(3));
    Actor keeper = cast.keeper();
    Actor mover = cast.movers().get(random.nextInt(cast.movers().size()));
    boolean enters = !inside.contains(mover.id());
    boolean byKeeper = random.nextBoolean() || (enters && room.kind() == History.Kind.GROUP);
    long begun = System.nanoTime();
    boolean tried = false;
    while (true) {
      ApiClient door = (byKeeper ? keeper : mover).anyDoor(random);
      Outcome outcome =
          enters
              ? observer.add(door, room.id(), byKeeper ? mover.id() : "")
              : observer.remove(door, room.id(), mover.id());
      if (outcome == Outcome.ACKNOWLEDGED || (outcome == Outcome.REFUSED && tried)) {
        break;
      }
      if (outcome == Outcome.REFUSED) {
        history.oddAnswers.add(mover.name() + " could not come in or go out: " + room);
        return;
      }
      tried = true;
      pause(PAUSE);
    }
    history.changes.add(
        new Change(room.id(), mover.id(), enters, new Span(begun, System.nanoTime())));
    if (enters) {
      inside.add(mover.id());
    } else {
      inside.remove(mover.id());
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
