package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log that holds every document. An append is in the hands of the operating system
 * when it returns; {@link #awaitDurable} waits until it is on the disk. Frames never move or
 * change, so they are read without a lock.
 *
 * <p>A failed append leaves the log as it was. After a failed fsync nobody knows what the disk
 * holds, so every later append is refused until the store is opened again.
 */
final class SegmentLog implements AutoCloseable {

  /** How a segment's bytes are made durable; tests let it fail. */
  interface Sync {
    void force(Segment segment) throws IOException;
  }

  private final Path folder;
  private final long segmentBytes;
  private final Sync sync;
  private final NavigableMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final GroupCommit commit;
  private final AtomicLong commits = new AtomicLong();
  private Segment current;
  private long appended;
  private volatile @Nullable Throwable failure;
  private volatile Runnable garbageListener = () -> {};

  /** Continues after {@code existing}, whose last segment ends with a whole frame. */
  SegmentLog(Path folder, EmbeddedStoreSettings settings, Sync sync, List<Segment> existing)
      throws IOException {
    this.folder = folder;
    this.segmentBytes = settings.segmentBytes();
    this.sync = sync;
    existing.forEach(segment -> segments.put(segment.number, segment));
    this.current = existing.isEmpty() ? Segment.create(folder, 1) : existing.getLast();
    segments.put(current.number, current);
    this.commit =
        settings.durability() == EmbeddedStoreSettings.Durability.FSYNC
            ? new GroupCommit(this::commitAppended)
            : GroupCommit.NONE;
  }

  /**
   * Writes one frame and returns its {@link Location}.
   *
   * @param frame room for the header, then the payload up to the limit
   * @throws IOException when the frame is not written; the log is unchanged
   */
  long append(Frame.Kind kind, int collection, int slot, ByteBuffer frame) throws IOException {
    lock.lock();
    try {
      refuseAfterFailure();
      if (current.end + frame.limit() > segmentBytes && current.end > Segment.FILE_HEADER.length) {
        roll();
      }
      Segment segment = current;
      Frame.seal(frame, kind, collection, slot, segment.durable);
      int length = frame.limit();
      writeAtEnd(segment, frame);
      long location = Location.of(segment.number, segment.end);
      segment.end += length;
      appended += length;
      if (kind == Frame.Kind.PUT) {
        segment.liveBytes.addAndGet(length);
      }
      return location;
    } finally {
      lock.unlock();
    }
  }

  private void refuseAfterFailure() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException("the store takes no writes since an fsync failed: " + cause, cause);
    }
  }

  private void writeAtEnd(Segment segment, ByteBuffer frame) throws IOException {
    try {
      segment.write(frame.position(0), segment.end);
    } catch (IOException e) {
      try {
        segment.channel.truncate(segment.end);
      } catch (IOException onTruncate) {
        e.addSuppressed(onTruncate);
      }
      throw e;
    }
  }

  private void roll() throws IOException {
    force(current);
    current = Segment.create(folder, current.number + 1);
    segments.put(current.number, current);
    garbageListener.run();
  }

  /** Calls {@code listener} when there may be enough garbage to be worth cleaning. */
  void onGarbage(Runnable listener) {
    garbageListener = listener;
  }

  private void force(Segment segment) throws IOException {
    int end = (int) segment.end;
    try {
      sync.force(segment);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
    segment.durable = end;
  }

  /** Makes everything appended so far durable and returns how much that is. */
  private long commitAppended() throws IOException {
    Segment segment;
    long target;
    int end;
    lock.lock();
    try {
      refuseAfterFailure();
      segment = current;
      target = appended;
      end = (int) segment.end;
    } finally {
      lock.unlock();
    }
    try {
      sync.force(segment);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
    segment.durable = Math.max(segment.durable, end);
    commits.incrementAndGet();
    return target;
  }

  /** Returns when everything appended before the call is durable, as far as the settings ask. */
  void awaitDurable() throws IOException {
    long target;
    lock.lock();
    try {
      target = appended;
    } finally {
      lock.unlock();
    }
    commit.await(target);
  }

  /**
   * The frame at a location.
   *
   * @throws ClosedChannelException when the segment has been rewritten elsewhere
   */
  ByteBuffer read(long location, int length) throws IOException {
    Segment segment = segments.get(Location.segment(location));
    if (segment == null) {
      throw new ClosedChannelException();
    }
    ByteBuffer bytes = segment.read(Location.offset(location), length);
    if (Frame.parse(bytes, 0) == null) {
      throw new CorruptStoreException(segment.file, Location.offset(location), "wrong checksum");
    }
    return bytes;
  }

  /** Tells the log that a frame no longer holds a current document. */
  void superseded(long location, int length) {
    Segment segment = segments.get(Location.segment(location));
    if (segment != null) {
      segment.liveBytes.addAndGet(-length);
    }
  }

  /** The oldest segment, unless it is the one being written. */
  @Nullable Segment oldestSealed() {
    Segment oldest = segments.firstEntry().getValue();
    return segments.size() > 1 ? oldest : null;
  }

  void delete(Segment segment) throws IOException {
    segments.remove(segment.number);
    segment.delete();
    Segment.syncFolder(folder);
  }

  /** Bytes of all files. */
  long size() {
    return segments.values().stream().mapToLong(segment -> segment.end).sum();
  }

  /** How often what was appended was made durable, since it was opened. */
  long commits() {
    return commits.get();
  }

  /** Bytes of frames that hold current documents. */
  long liveBytes() {
    return segments.values().stream().mapToLong(segment -> segment.liveBytes.get()).sum();
  }

  @Override
  public void close() {
    commit.close();
    lock.lock();
    try {
      for (Segment segment : segments.values()) {
        if (segment == current && failure == null) {
          segment.force();
        }
        segment.channel.close();
      }
    } catch (IOException e) {
      throw new EmbeddedStoreException("The store cannot be closed cleanly", e);
    } finally {
      lock.unlock();
    }
  }
}
