package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, within limits. When it is full, what may be left out goes first; then
 * the stream ends, and the client resumes behind what it got.
 */
final class ClientQueue {
  private final int maxEvents;
  private final long maxBytes;
  private List<StreamEvent> waiting = new ArrayList<>(2);
  private long bytes;
  private @Nullable InboxCursor position;
  private @Nullable Goodbye end;

  ClientQueue(StreamSettings settings) {
    this.maxEvents = settings.bufferEvents();
    this.maxBytes = settings.bufferBytes();
  }

  /**
   * What the client is to be sent now.
   *
   * @param events in their order; empty when nothing happened
   * @param position where the client is behind them; null when that is not known yet
   * @param end why nothing follows, or null
   */
  record Next(List<StreamEvent> events, @Nullable InboxCursor position, @Nullable Goodbye end) {}

  /** Everything up to the cursor; the events are those of it that the client is told. */
  synchronized void add(List<StreamEvent> events, InboxCursor upTo) {
    if (end != null) {
      return;
    }
    events.forEach(this::append);
    if (isFull()) {
      waiting.removeIf(event -> !event.lasting());
      bytes = waiting.stream().mapToLong(StreamEvent::size).sum();
    }
    if (isFull()) {
      waiting.clear();
      end(Goodbye.TOO_SLOW);
      return;
    }
    position = upTo;
    if (!waiting.isEmpty()) { // else nobody is woken: of ten thousand clients, most hear nothing
      notifyAll();
    }
  }

  /** Something that does not last, left out when there is no room. */
  synchronized void whisper(StreamEvent event) {
    if (end == null && waiting.size() < maxEvents / 2 && bytes < maxBytes / 2) {
      append(event);
      notifyAll();
    }
  }

  /** Lets the stream end behind what waits. The first reason counts. */
  synchronized void end(Goodbye why) {
    if (end == null) {
      end = why;
    }
    notifyAll();
  }

  synchronized boolean isEnding() {
    return end != null;
  }

  /** Waits until there is something, but not longer than a time. */
  synchronized Next next(Duration longest) throws InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos(); waiting.isEmpty() && end == null && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
    List<StreamEvent> taken = waiting;
    if (!taken.isEmpty()) {
      waiting = new ArrayList<>(2);
      bytes = 0;
    }
    return new Next(taken, position, end);
  }

  private void append(StreamEvent event) {
    waiting.add(event);
    bytes += event.size();
  }

  private boolean isFull() {
    return waiting.size() > maxEvents || bytes > maxBytes;
  }
}
