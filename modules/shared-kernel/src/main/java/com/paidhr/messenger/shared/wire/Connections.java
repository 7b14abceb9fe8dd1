package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.wire.Peer.Stage;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * All open connections, within their limits. When there are too many, some of those are closed that
 * have been silent or have been sending their request for long; a connection that is served is
 * never closed for another.
 */
final class Connections {
  private static final long CHECK_MILLIS = 200;

  /** Connections that last are looked at in every tenth check only, since they are many. */
  private static final int CHECKS_OF_ALL = 10;

  /** One of so many connections is given up when there are too many. */
  private static final int SHARE_GIVEN_UP = 64;

  /** Nanoseconds without a byte after which a body is given up for another one. */
  private static final long STALLED = 1_000_000_000L;

  private static final long PATIENCE_MILLIS = 2_000;

  private final WireSettings settings;
  private final int max;
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final Set<Peer> passing = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong room;
  private final Semaphore largeBodies;
  private int checks;

  /**
   * @param max how many may be open; no more than the settings say
   */
  Connections(WireSettings settings, int max) {
    this.settings = settings;
    this.max = max;
    this.room = new AtomicLong(settings.maxReceived());
    this.largeBodies = new Semaphore(settings.maxLargeBodies());
  }

  /** Begins to end what takes too long, on a thread of its own that does not keep the JVM. */
  Connections watched() {
    ScheduledExecutorService watchdog =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connections").factory());
    var _ =
        watchdog.scheduleWithFixedDelay(
            this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  void check() {
    long now = System.nanoTime();
    boolean isForAll = checks++ % CHECKS_OF_ALL == 0;
    (isForAll ? peers : passing).forEach(peer -> peer.check(now));
  }

  /** From now on the connection is a stream, whose times are long. */
  void last(Peer peer) {
    passing.remove(peer);
  }

  int max() {
    return max;
  }

  /** Takes in a new connection, at the cost of another one if need be; false when it is refused. */
  boolean admit(Peer peer) {
    InetAddress address = peer.address();
    boolean isLimited = !settings.uncounted().contains(address);
    // Counted before others see it: they may give it up at once, which takes it off the counts.
    count.incrementAndGet();
    byAddress.merge(address, 1, Integer::sum);
    passing.add(peer);
    peers.add(peer);
    boolean fits =
        (!isLimited
                || makeRoom(
                    settings.maxPerAddress(),
                    () -> byAddress.getOrDefault(address, 0),
                    other -> other != peer && other.address().equals(address)))
            && makeRoom(max, count::get, other -> other != peer);
    if (!fits) {
      leave(peer);
    }
    return fits;
  }

  /** The connection ends. */
  void leave(Peer peer) {
    if (peers.remove(peer)) {
      passing.remove(peer);
      count.decrementAndGet();
      byAddress.computeIfPresent(peer.address(), (_, open) -> open > 1 ? open - 1 : null);
      peer.forfeit();
    }
  }

  private boolean makeRoom(int limit, IntSupplier open, Predicate<Peer> candidates) {
    int surplus = open.getAsInt() - limit;
    if (surplus <= 0) {
      return true;
    }
    // Some more at once, since looking for the oldest costs more than closing them.
    int several = surplus + limit / SHARE_GIVEN_UP;
    peers.stream()
        .filter(candidates)
        .map(peer -> Candidate.of(peer, System.nanoTime()))
        .filter(candidate -> candidate.claim > 0)
        .sorted()
        .limit(several)
        .forEach(candidate -> giveUp(candidate.peer));
    return open.getAsInt() <= limit;
  }

  private void giveUp(Peer peer) {
    leave(peer);
    peer.close();
  }

  /**
   * A connection as it was when it was looked at, for it goes on meanwhile. One that has been
   * waited for long goes first; the more so the less it has shown of being a client's.
   */
  private record Candidate(Peer peer, Stage stage, long claim) implements Comparable<Candidate> {
    static Candidate of(Peer peer, long now) {
      Stage stage = peer.stage();
      return new Candidate(peer, stage, (now - peer.since()) * weight(stage));
    }

    private static int weight(Stage stage) {
      return switch (stage) {
        case IDLE -> 1;
        case HEAD, BODY, LEAVING -> 8;
        case FRESH -> 16;
        case STREAM, SERVED -> 0;
      };
    }

    @Override
    public int compareTo(Candidate other) {
      return Long.compare(other.claim, claim);
    }
  }

  boolean reserve(long bytes) {
    if (room.addAndGet(-bytes) >= 0) {
      return true;
    }
    room.addAndGet(bytes);
    return false;
  }

  void release(long bytes) {
    room.addAndGet(bytes);
  }

  /** Closes the connection whose reception is the oldest; false when there is none but this. */
  boolean giveUpAReception(Peer except) {
    Optional<Candidate> oldest =
        peers.stream()
            .filter(peer -> peer != except && peer.holdsSomething())
            .map(peer -> Candidate.of(peer, System.nanoTime()))
            .filter(candidate -> candidate.stage == Stage.HEAD || candidate.stage == Stage.BODY)
            .sorted()
            .findFirst();
    oldest.ifPresent(candidate -> giveUp(candidate.peer));
    return oldest.isPresent();
  }

  /** Waits briefly for the right to receive a large body; one that has stalled is given up. */
  void beginLargeBody() throws RefusedException {
    if (largeBodies.tryAcquire()) {
      return;
    }
    long now = System.nanoTime();
    Peer stalled = null;
    for (Peer peer : peers) {
      if (peer.waitsSince(now) > STALLED
          && (stalled == null || peer.waitsSince(now) > stalled.waitsSince(now))) {
        stalled = peer;
      }
    }
    if (stalled != null) {
      stalled.expire();
    }
    try {
      if (largeBodies.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedException(ProblemType.UNAVAILABLE, "Too many large bodies are being received");
  }

  void endLargeBody() {
    largeBodies.release();
  }
}
