package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Cursors that clients have not read to their end. Those that are left alone are closed. */
final class OpenCursors {

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final CursorRegistry registry;
  private final Queue<SnapshotCursor> open = new ConcurrentLinkedQueue<>();

  OpenCursors(CursorRegistry registry) {
    this.registry = registry;
  }

  long nextId() {
    return registry.generateCursorId();
  }

  /** Lets clients fetch from {@code cursor} by its id. */
  void add(SnapshotCursor cursor) {
    open.removeIf(this::isOver);
    open.add(cursor);
    registry.add(cursor);
  }

  private boolean isOver(SnapshotCursor cursor) {
    if (cursor.idleNanos() > IDLE.toNanos()) {
      registry.remove(cursor);
      return true;
    }
    return cursor.isClosed();
  }
}
