package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often this node tells the sender of a message of its status: at once where nothing was told
 * for a while, else once when the while is over, however often it changed meanwhile. What waits is
 * marked in its message, so nothing is lost with the node. It is bounded: a message that finds no
 * room is told of at once.
 */
@ApplicationScoped
public class StatusPace {
  private final ChangeBuffer buffer;
  private final long pause;
  private final int most;
  private final LongSupplier nanos;

  /** What was told within the while, the first first. */
  private final Map<MessageId, Told> recent = new LinkedHashMap<>();

  /**
   * That the sender of a message was told.
   *
   * @param isChanged whether the status has changed since
   */
  private record Told(long at, boolean isChanged) {}

  @Inject
  StatusPace(ChangeBuffer buffer, ChangeSettings settings) {
    this(buffer, settings, System::nanoTime);
  }

  StatusPace(ChangeBuffer buffer, ChangeSettings settings, LongSupplier nanos) {
    this.buffer = buffer;
    this.pause = settings.gatherReads().toNanos();
    this.most = settings.buffer();
    this.nanos = nanos;
  }

  /** Whether the sender may be told now; then {@link #told} is to follow. */
  public synchronized boolean isDue(MessageId message) {
    Told last = recent.get(message);
    return last == null || isOver(last);
  }

  /** The senders of these messages were told. */
  public synchronized void told(Collection<MessageId> messages) {
    for (MessageId message : messages) {
      Told last = recent.get(message);
      note(message, last != null && last.isChanged);
    }
  }

  /**
   * The statuses of these messages have changed, which is marked: their senders are told in time.
   */
  public synchronized void changed(Collection<MessageId> messages) {
    List<MessageId> due = new ArrayList<>();
    for (MessageId message : messages) {
      Told last = recent.get(message);
      if (last == null || isOver(last)) {
        due.add(message);
      } else {
        recent.put(message, new Told(last.at, true));
      }
    }
    tell(due);
  }

  /** Lets those be told who have waited for long enough. */
  synchronized void release() {
    List<MessageId> due = new ArrayList<>();
    Iterator<Map.Entry<MessageId, Told>> oldest = recent.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<MessageId, Told> one = oldest.next();
      if (!isOver(one.getValue())) {
        break;
      }
      if (one.getValue().isChanged) {
        due.add(one.getKey());
      }
      oldest.remove();
    }
    tell(due);
  }

  /** Lets all be told who wait. */
  synchronized void releaseAll() {
    List<MessageId> waiting = new ArrayList<>();
    recent.forEach((message, told) -> {
      if (told.isChanged) {
        waiting.add(message);
      }
    });
    recent.clear();
    buffer.lookAt(waiting);
  }

  private void tell(List<MessageId> due) {
    due.forEach(message -> note(message, false));
    buffer.lookAt(due);
  }

  private void note(MessageId message, boolean isChanged) {
    boolean isKnown = recent.remove(message) != null;
    if (isKnown || recent.size() < most) {
      recent.put(message, new Told(nanos.getAsLong(), isChanged));
    }
  }

  private boolean isOver(Told last) {
    return nanos.getAsLong() - last.at >= pause;
  }
}
