package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.Presence.State;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connected client. */
final class StreamClient {
  private static final long PATIENCE_S = 2;

  private final Visitor visitor;
  private final ClientQueue queue;
  private final String device = UUID.randomUUID().toString();
  private volatile State state = State.OFFLINE;
  private volatile @Nullable InboxCursor ahead;
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable Thread writer;
  private boolean isEnding;

  StreamClient(Visitor visitor, StreamSettings settings) {
    this.visitor = visitor;
    this.queue = new ClientQueue(settings);
  }

  UserId user() {
    return visitor.user();
  }

  Visitor visitor() {
    return visitor;
  }

  /** What this connection is called among the devices of its user. */
  String device() {
    return device;
  }

  /** How this device says that its user is; offline while it has not said so. */
  State state() {
    return state;
  }

  void state(State now) {
    state = now;
  }

  ClientQueue queue() {
    return queue;
  }

  /** The thread that writes to the client, to be interrupted when the client does not read. */
  synchronized void writtenBy(Thread thread) {
    writer = thread;
  }

  /** The client has been told everything up to here, which may be more than its user's feed. */
  void joinedAt(InboxCursor cursor) {
    ahead = cursor;
  }

  /** What its user's feed has read. In another life of the inbox nothing of it was told yet. */
  void deliver(List<StreamEvent> events, InboxCursor upTo) {
    InboxCursor told = ahead;
    if (told == null || !told.generation().equals(upTo.generation())) {
      ahead = null;
      queue.add(events, upTo);
    } else if (Entries.isAfter(upTo, told)) {
      ahead = null;
      queue.add(Entries.behind(events, told), upTo);
    }
    if (queue.isEnding()) {
      end(Goodbye.TOO_SLOW);
    }
  }

  void whisper(StreamEvent event) {
    queue.whisper(event);
  }

  /** Lets the stream end; one that cannot take leave within two seconds is cut off. */
  void end(Goodbye why) {
    queue.end(why);
    if (isFirstEnd()) {
      Thread.ofVirtual().name("stream-cut-off").start(this::cutOffIfStuck);
    }
  }

  private synchronized boolean isFirstEnd() {
    boolean isFirst = !isEnding;
    isEnding = true;
    return isFirst;
  }

  private void cutOffIfStuck() {
    try {
      if (!gone.await(PATIENCE_S, TimeUnit.SECONDS)) {
        cutOff();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void cutOff() {
    if (writer != null) {
      writer.interrupt();
    }
  }

  /** The thread that wrote is about to do other things. */
  void gone() {
    synchronized (this) {
      writer = null;
    }
    gone.countDown();
  }
}
