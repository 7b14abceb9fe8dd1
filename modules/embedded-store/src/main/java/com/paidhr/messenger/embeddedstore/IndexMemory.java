package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the indexes of all collections hold of the heap, in bytes, and how much that may be. The
 * limit leaves room for the tables to double once more, for requests, and for opening again.
 */
final class IndexMemory {

  private static final Logger LOG = LoggerFactory.getLogger(IndexMemory.class);

  /** MongoDB's code for no room; clients treat this like a full disk. */
  private static final int NO_ROOM = 14031;

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicBoolean told = new AtomicBoolean();

  IndexMemory(long limit) {
    this.limit = limit;
  }

  /** Counts what was taken, or given back when negative. */
  void change(long bytes) {
    used.addAndGet(bytes);
  }

  long used() {
    return used.get();
  }

  /**
   * Refuses one more document once the limit is passed.
   *
   * @throws MongoServerError when there is no room; nothing has been changed
   */
  void requireRoom() {
    if (used.get() < limit) {
      return;
    }
    if (told.compareAndSet(false, true)) {
      LOG.error(
          "The index of the embedded store holds {} MiB of the heap, of at most {} MiB (a quarter):"
              + " new documents are refused, reading and changing goes on. Start with a larger heap"
              + " (MESSENGER_JVM=server JDK_JAVA_OPTIONS=-Xmx2g), or use MongoDB (MONGODB_URI)",
          used.get() >> 20,
          limit >> 20);
    }
    throw new MongoServerError(
        NO_ROOM, "OutOfDiskSpace", "The index of the embedded store fills its part of the heap");
  }
}
