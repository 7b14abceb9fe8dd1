package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document store in a folder that MongoDB drivers of this machine can use. A write that has been
 * acknowledged is on the disk. One process at a time may have a folder open.
 *
 * <p>It listens on the loopback interface, where every program of this machine may reach it; with a
 * password only those may use it that can read the folder. Not supported are sessions,
 * transactions, change streams and text search.
 */
public final class EmbeddedStore implements AutoCloseable {

  private final FolderLock lock;
  private final SegmentLog log;
  private final Cleaner cleaner;
  private final WireServer server;
  private final @Nullable String password;
  private boolean closed;

  private EmbeddedStore(
      FolderLock lock,
      SegmentLog log,
      Cleaner cleaner,
      WireServer server,
      @Nullable String password) {
    this.lock = lock;
    this.log = log;
    this.cleaner = cleaner;
    this.server = server;
    this.password = password;
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
      String password = settings.hasPassword() ? StorePassword.in(folder) : null;
      var backend =
          new StoredBackend(catalog, log, password == null ? null : new StoreAccess(password));
      var cleaner = new Cleaner(log, catalog, settings.minimumGarbageBytes());
      log.onGarbage(cleaner::wake);
      return new EmbeddedStore(lock, log, cleaner, new WireServer(backend), password);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Where the store listens, as {@code mongodb://127.0.0.1:port}, with the password if any. */
  public String connectionString() {
    String address = "127.0.0.1:" + server.port();
    return password == null
        ? "mongodb://" + address
        : "mongodb://%s:%s@%s/?authMechanism=SCRAM-SHA-256"
            .formatted(StoreAccess.USER, password, address);
  }

  /** Bytes of the store's files. */
  public long bytes() {
    return log.size();
  }

  /** Bytes of current documents; what lies beside them is cleaned up in time. */
  public long liveBytes() {
    return log.liveBytes();
  }

  /** How often writes were made durable since the store was opened, many writes at once. */
  public long commits() {
    return log.commits();
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
