package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** Hands out a selection in batches that are bounded in number and in bytes. */
final class SnapshotCursor extends AbstractCursor {

  private static final int FIRST_BATCH = 101;
  private static final int MAX_BATCH_BYTES = 1 << 20;

  /**
   * For one who says how many documents a batch is to have. Less than MongoDB's 16 MiB: store and
   * asker share one heap.
   */
  private static final int MAX_CHOSEN_BATCH_BYTES = 2 << 20;

  private final Selection selection;
  private volatile boolean exhausted;
  private volatile long lastUsed = System.nanoTime();

  SnapshotCursor(long id, Selection selection) {
    super(id);
    this.selection = selection;
  }

  /** The first batch; 0 asks for the usual number. */
  List<Document> takeFirst(int batchSize) {
    return batchSize > 0
        ? take(batchSize, MAX_CHOSEN_BATCH_BYTES)
        : take(FIRST_BATCH, MAX_BATCH_BYTES);
  }

  @Override
  public synchronized boolean isEmpty() {
    exhausted = !selection.hasNext();
    return exhausted;
  }

  @Override
  public List<Document> takeDocuments(int batchSize) {
    return batchSize > 0
        ? take(batchSize, MAX_CHOSEN_BATCH_BYTES)
        : take(Integer.MAX_VALUE, MAX_BATCH_BYTES);
  }

  private synchronized List<Document> take(int limit, int maxBytes) {
    lastUsed = System.nanoTime();
    List<Document> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < limit && bytes < maxBytes && selection.hasNext()) {
      batch.add(selection.next());
      bytes += selection.lastLength();
    }
    return batch;
  }

  long idleNanos() {
    return System.nanoTime() - lastUsed;
  }

  /** Whether everything has been handed out. */
  boolean isClosed() {
    return exhausted;
  }
}
