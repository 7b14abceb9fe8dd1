package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A document store in a folder that MongoDB drivers of this machine can use. A write that has been
 * acknowledged is on the disk. One process at a time may have a folder open.
 *
 * <p>It listens on the loopback interface without authentication: whoever may run programs on this
 * machine may reach it. Not supported are sessions, transactions, change streams and text search.
 */
public final class EmbeddedStore implements AutoCloseable {

  private final FolderLock lock;
  private final SegmentLog log;
  private final Cleaner cleaner;
  private final WireServer server;
  private boolean closed;

  private EmbeddedStore(FolderLock lock, SegmentLog log, Cleaner cleaner, WireServer server) {
    this.lock = lock;
    this.log = log;
    this.cleaner = cleaner;
    this.server = server;
  }

  /** Opens the store in {@code folder} with the default settings. */
  public static EmbeddedStore open(Path folder) {
    return open(folder, EmbeddedStoreSettings.defaults());
  }

  /**
   * Opens the store in {@code folder}, creating it when there is none, and listens on a free port.
   *
   * @throws FolderInUseException when another process has it open
   * @throws CorruptStoreException when a file is damaged other than by an unfinished write
   * @throws EmbeddedStoreException when the folder cannot be read or written
   */
  public static EmbeddedStore open(Path folder, EmbeddedStoreSettings settings) {
    return open(folder, settings, Segment::force);
  }

  static EmbeddedStore open(Path folder, EmbeddedStoreSettings settings, SegmentLog.Sync sync) {
    FolderLock lock = FolderLock.take(folder);
    try {
      return open(folder, settings, sync, lock);
    } catch (IOException e) {
      lock.close();
      throw new EmbeddedStoreException("The store in " + folder + " cannot be opened: " + e, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedStore open(
      Path folder, EmbeddedStoreSettings settings, SegmentLog.Sync sync, FolderLock lock)
      throws IOException {
    List<Segment> segments = LogReplay.openSegments(folder);
    var durable = settings.durability() == EmbeddedStoreSettings.Durability.FSYNC;
    var log = new SegmentLog(folder, settings, sync, segments);
    try {
      var catalog =
          new Catalog(
              folder, log, !segments.isEmpty(), durable, new IndexMemory(settings.indexBytes()));
      LogReplay.run(segments, catalog, log);
      var backend = new StoredBackend(catalog, log);
      var cleaner = new Cleaner(log, catalog, settings.minimumGarbageBytes());
      log.onGarbage(cleaner::wake);
      return new EmbeddedStore(lock, log, cleaner, new WireServer(backend));
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Where the store listens, as {@code mongodb://127.0.0.1:port}. */
  public String connectionString() {
    return "mongodb://127.0.0.1:" + server.port();
  }

  /** Finishes what is running, makes it durable, and releases the folder. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.close();
      cleaner.close();
      log.close();
      lock.close();
    }
  }
}
