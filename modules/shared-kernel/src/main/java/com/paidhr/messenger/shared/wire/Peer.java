package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.budget.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the house sees it: what it is waiting for, until when, and what it holds. The
 * thread of the connection writes it, the watchdog reads it and ends what takes too long.
 */
final class Peer implements Client {
  /** What a connection does. */
  enum Stage {
    /** Has not sent anything yet. */
    FRESH,
    /** Waits for a further request. */
    IDLE,
    /** Receives a head. */
    HEAD,
    /** Receives a small body before its request is served. */
    BODY,
    /** Receives a body while its request is served. */
    STREAM,
    /** Is served, or upgraded: ends when it likes. */
    SERVED,
    /** Is closed as soon as the client has had time to read why. */
    LEAVING
  }

  private static final long NEVER = Long.MAX_VALUE;

  /** Nanoseconds from the end of a wait to the end of the connection. */
  private static final long LAST_WORDS = 5_000_000_000L;

  /** Nanoseconds that a write may take without its client: a stream of years has many of them. */
  private static final long PROMPT = 10_000_000L;

  /** How long the last bytes of TLS may take to be written. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Connections connections;
  private final WireSettings settings;
  private final Socket socket;
  private final InetAddress address;
  private @Nullable SSLSocket secured;
  private volatile Stage stage = Stage.FRESH;
  private volatile long since = System.nanoTime();
  private volatile long readUntil = NEVER;
  private volatile long writeUntil = NEVER;
  private volatile long endsAt = NEVER;
  private volatile boolean isExpired;
  private volatile long readBegan;
  private volatile long writeBegan;
  private volatile long waitedFor;
  private long received;
  private long waited;
  private long written;
  private long writing;
  private boolean isAnswering;
  private long reserved;
  private boolean isGone;

  Peer(Connections connections, WireSettings settings, Socket socket) {
    this.connections = connections;
    this.settings = settings;
    this.socket = socket;
    InetAddress remote = socket.getInetAddress();
    this.address = remote == null ? InetAddress.getLoopbackAddress() : remote;
  }

  /**
   * Speaks TLS from now on. The client gets the time of a head to do its part, and the connection
   * counts like one that has not sent anything.
   *
   * @throws IOException when it does not, or speaks something else
   */
  void secure(SSLSocket over) throws IOException {
    readUntil = System.nanoTime() + settings.head().toNanos();
    over.startHandshake();
    readUntil = NEVER;
    secured = over;
  }

  InetAddress address() {
    return address;
  }

  Stage stage() {
    return stage;
  }

  /** When the present stage began, by {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Whether a wait was ended, so that the end of input is not the client's. */
  boolean isExpired() {
    return isExpired;
  }

  void enter(Stage next) {
    since = System.nanoTime();
    stage = next;
  }

  /** A body begins, whose time is counted from now. */
  void beginBody() {
    received = 0;
    waited = 0;
  }

  void beforeRead() {
    readBegan = System.nanoTime();
    readUntil =
        switch (stage) {
          case FRESH, IDLE -> since + settings.idle().toNanos();
          case HEAD -> since + settings.head().toNanos();
          case BODY, STREAM -> readBegan + patience();
          case SERVED -> NEVER;
          case LEAVING -> since + 2_000_000_000L;
        };
    limitSecured();
  }

  /** The end of input would end TLS for answers, too, so its reads end by themselves. */
  private void limitSecured() {
    SSLSocket over = secured;
    if (over == null) {
      return;
    }
    long left = readUntil == NEVER ? 0 : Math.max(1, (readUntil - System.nanoTime()) / 1_000_000);
    try {
      over.setSoTimeout(Math.toIntExact(left));
    } catch (SocketException e) {
      // The read that follows fails with the same.
    }
  }

  /** The time of a read is over, and the client is to be told so. */
  void timedOut() {
    isExpired = true;
    readUntil = NEVER;
    endsAt = System.nanoTime() + LAST_WORDS;
  }

  /** What the bytes so far have earned, and no longer than a pause may last. */
  private long patience() {
    long pause = settings.body().toNanos();
    long earned = (long) (received * (1e9 / settings.rate()));
    return Math.max(0, Math.min(pause, pause + earned - waited));
  }

  void afterRead(int count) {
    readUntil = NEVER;
    if (stage == Stage.BODY || stage == Stage.STREAM) {
      long time = System.nanoTime() - readBegan;
      waited += time;
      waitedFor += time;
      received += Math.max(count, 0);
    }
  }

  /** Nanoseconds that a streamed body has been waiting for its next byte. */
  long waitsSince(long now) {
    return stage == Stage.STREAM && readUntil != NEVER && !isExpired ? now - readBegan : 0;
  }

  /** An answer begins, whose time is counted from now. */
  void beginAnswer() {
    isAnswering = true;
    written = 0;
    writing = 0;
  }

  /** The answer before is complete. */
  void endAnswer() {
    isAnswering = false;
  }

  /** Whether the head of an answer has been sent and no further request been waited for. */
  boolean isAnswering() {
    return isAnswering;
  }

  /** The time of a write is what all bytes of its answer have earned, and a pause. */
  void beforeWrite(int bytes) {
    written += bytes;
    long pause = settings.write().toNanos();
    long rate = settings.rate();
    long alone = pause + (long) (bytes * (1e9 / rate));
    long inAll = pause + (long) (written * (1e9 / rate)) - writing;
    writeBegan = System.nanoTime();
    writeUntil = writeBegan + Math.max(0, Math.min(alone, inAll));
  }

  void afterWrite() {
    writeUntil = NEVER;
    long time = System.nanoTime() - writeBegan;
    if (time > PROMPT) {
      writing += time;
      waitedFor += time;
    }
  }

  @Override
  public long waitedFor() {
    long now = System.nanoTime();
    boolean isReading = readUntil != NEVER && (stage == Stage.BODY || stage == Stage.STREAM);
    return waitedFor
        + (writeUntil == NEVER ? 0 : now - writeBegan)
        + (isReading ? now - readBegan : 0);
  }

  @Override
  public void end() {
    close();
  }

  /** Ends what has taken too long: a read at first gently, so that an answer can still be given. */
  void check(long now) {
    if (isOver(writeUntil, now) || isOver(endsAt, now)) {
      close();
    } else if (isOver(readUntil, now)) {
      expire();
    }
  }

  /** Lets the waiting read find the end of input. */
  void expire() {
    timedOut();
    try {
      socket.shutdownInput();
    } catch (IOException | UnsupportedOperationException e) {
      close();
    }
  }

  private static boolean isOver(long until, long now) {
    return until != NEVER && now - until > 0;
  }

  /** Tells the client that nothing more comes; false when that cannot be done. */
  boolean shutdownOutput() {
    try {
      (secured == null ? socket : secured).shutdownOutput();
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Closes at once, whatever is being read or written. */
  void close() {
    close(socket);
  }

  /**
   * Closes when the client has been told so, as TLS wants it; a write of others may be in the way.
   */
  void leave() {
    SSLSocket polite = secured;
    if (polite != null) {
      try {
        Thread.startVirtualThread(() -> close(polite)).join(FAREWELL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    close();
  }

  private static void close(Socket open) {
    try {
      open.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Charges bytes to the budget of all; false when it is used up. */
  synchronized boolean reserve(long bytes) {
    if (isGone || !connections.reserve(bytes)) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  /** Like {@link #reserve}, at the cost of older receptions. */
  void requireRoom(long bytes) throws RefusedException {
    while (!reserve(bytes)) {
      if (!connections.giveUpAReception(this)) {
        throw new RefusedException(ProblemType.UNAVAILABLE, "Too much is being received");
      }
    }
  }

  synchronized void release(long bytes) {
    if (!isGone) {
      reserved -= bytes;
      connections.release(bytes);
    }
  }

  /** Gives back everything for good. */
  synchronized void forfeit() {
    if (!isGone) {
      isGone = true;
      connections.release(reserved);
    }
  }

  synchronized boolean holdsSomething() {
    return reserved > 0;
  }
}
