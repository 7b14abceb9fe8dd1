package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.Presence.State;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connected client. */
final class StreamClient {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  private final Visitor visitor;
  private final ClientQueue queue;
  private final String device = UUID.randomUUID().toString();
  private volatile State state = State.OFFLINE;
  private volatile @Nullable InboxCursor ahead;
  private volatile @Nullable Thread writer;
  private volatile long endsBy = Long.MAX_VALUE;

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
  void writtenBy(Thread thread) {
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
    if (endsBy == Long.MAX_VALUE) {
      endsBy = System.nanoTime() + PATIENCE;
    }
  }

  /** Cuts the client off if it was to end and does not. */
  void cutOffIfStuck() {
    Thread thread = writer;
    if (endsBy != Long.MAX_VALUE && System.nanoTime() - endsBy > 0 && thread != null) {
      thread.interrupt();
    }
  }
}
