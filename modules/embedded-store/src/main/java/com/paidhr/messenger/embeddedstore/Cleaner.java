package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the space of overwritten and deleted documents. While more than half of the log is
 * garbage it appends what is still current of the oldest file to the end of the log, waits until
 * that is durable and deletes the file. A crash at any point leaves either the file or its copies,
 * or both, and the later frame wins. Nothing older than the oldest file exists, so its deletions
 * need not be kept.
 */
final class Cleaner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

  private final SegmentLog log;
  private final Catalog catalog;
  private final long minimumGarbage;
  private final Semaphore wanted = new Semaphore(1);
  private final Thread thread;
  private volatile boolean closed;

  Cleaner(SegmentLog log, Catalog catalog, long minimumGarbage) {
    this.log = log;
    this.catalog = catalog;
    this.minimumGarbage = minimumGarbage;
    this.thread = Thread.ofPlatform().name("store-cleaner").daemon().start(this::loop);
  }

  /** Looks whether there is something to do; does not wait. */
  void wake() {
    wanted.release();
  }

  private void loop() {
    while (!closed) {
      wanted.acquireUninterruptibly();
      wanted.drainPermits();
      try {
        clean();
      } catch (IOException | RuntimeException e) {
        LOG.warn("The log could not be cleaned; trying again later", e);
      }
    }
  }

  private void clean() throws IOException {
    Segment oldest = log.oldestSealed();
    while (!closed && oldest != null && garbageDominates()) {
      rewrite(oldest);
      oldest = log.oldestSealed();
    }
  }

  private boolean garbageDominates() {
    long live = log.liveBytes();
    long garbage = log.size() - live;
    return garbage > minimumGarbage && garbage > live;
  }

  private void rewrite(Segment segment) throws IOException {
    try (var arena = Arena.ofConfined()) {
      ByteBuffer bytes = segment.map(arena);
      int offset = Segment.FILE_HEADER.length;
      while (offset < bytes.limit() && !closed) {
        Frame frame = Frame.parse(bytes, offset);
        if (frame == null) {
          throw new CorruptStoreException(segment.file, offset, "no valid record");
        }
        if (frame.kind() == Frame.Kind.PUT) {
          keepIfCurrent(frame, Location.of(segment.number, offset), bytes, offset);
        }
        offset += frame.length();
      }
    }
    if (!closed) {
      log.awaitDurable();
      log.delete(segment);
    }
  }

  private void keepIfCurrent(Frame frame, long location, ByteBuffer bytes, int offset)
      throws IOException {
    Records records = catalog.find(frame.collection()).orElse(null);
    if (records == null) {
      return;
    }
    synchronized (records) {
      if (records.locationOf(frame.slot()) == location) {
        var copy = new byte[frame.length()];
        bytes.get(offset, copy);
        long moved =
            log.append(Frame.Kind.PUT, frame.collection(), frame.slot(), ByteBuffer.wrap(copy));
        log.superseded(location, frame.length());
        records.place(frame.slot(), moved, frame.length());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
