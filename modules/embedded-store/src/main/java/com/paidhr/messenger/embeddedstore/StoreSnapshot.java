package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The files of a store as of one moment, to be copied while a process, this one or another, goes on
 * writing. The log only grows at its end, and a file that is deleted meanwhile stays readable, so
 * the copy is a beginning of the log: it opens as the store itself would after a crash at that
 * moment, with every write that was acknowledged before.
 *
 * <p>Holds a file handle for each 32 MiB of the log.
 */
public final class StoreSnapshot implements AutoCloseable {

  /** The log gets a new file, or loses one, at most a few times a second. */
  private static final int ATTEMPTS = 100;

  private static final int BUFFER = 64 << 10;

  private final Path folder;
  private final List<Part> parts = new ArrayList<>();

  private StoreSnapshot(Path folder) {
    this.folder = folder;
  }

  /** One of the files: its name, and how many of its bytes belong to the snapshot. */
  public static final class Part {
    private final String name;
    private final FileChannel channel;
    private final long bytes;

    private Part(Path file) throws IOException {
      this.name = file.getFileName().toString();
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
      this.bytes = channel.size();
    }

    public String name() {
      return name;
    }

    public long bytes() {
      return bytes;
    }

    /** Writes it to {@code target}. */
    public void copyTo(OutputStream target) throws IOException {
      var out = Channels.newChannel(target);
      var buffer = ByteBuffer.allocate(BUFFER);
      for (long at = 0; at < bytes; at += buffer.position()) {
        buffer.clear().limit((int) Math.min(BUFFER, bytes - at));
        if (channel.read(buffer, at) < 0) {
          throw new IOException(name + " became shorter");
        }
        out.write(buffer.flip());
      }
    }
  }

  /**
   * Looks at the store in {@code folder}.
   *
   * @throws EmbeddedStoreException when there is none, or it cannot be read
   */
  public static StoreSnapshot of(Path folder) {
    if (Files.notExists(Catalog.in(folder))) {
      throw new EmbeddedStoreException("There is no embedded document store in " + folder);
    }
    var snapshot = new StoreSnapshot(folder);
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (snapshot.open()) {
          return snapshot;
        }
        snapshot.close();
      }
      throw new EmbeddedStoreException("The files in " + folder + " change too fast");
    } catch (IOException e) {
      snapshot.close();
      throw new EmbeddedStoreException("The store in " + folder + " cannot be read: " + e, e);
    }
  }

  /**
   * Opens all files; false when some came or went meanwhile. A file is deleted once what is current
   * in it has been appended, so where none came or went, what one does not hold another does. The
   * catalog comes last: it may know a collection of which the log has nothing yet, never the
   * reverse.
   */
  private boolean open() throws IOException {
    NavigableMap<Integer, Path> before = LogReplay.files(folder);
    try {
      for (Map.Entry<Integer, Path> file : before.entrySet()) {
        parts.add(new Part(file.getValue()));
      }
    } catch (NoSuchFileException _) {
      return false;
    }
    if (!LogReplay.files(folder).equals(before)) {
      return false;
    }
    parts.add(new Part(Catalog.in(folder)));
    return true;
  }

  /** The files, the one without which a store does not open last. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Bytes of all files. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /**
   * Reads every record of the store in {@code folder}, which no process may have open, and cuts off
   * an unfinished write at its end.
   *
   * @return the number of its documents
   * @throws CorruptStoreException when a file is damaged or missing
   * @throws EmbeddedStoreException when the folder cannot be read or written
   */
  public static long check(Path folder) {
    try (FolderLock _ = FolderLock.take(folder)) {
      List<Segment> segments = LogReplay.openSegments(folder);
      var settings = EmbeddedStoreSettings.defaults();
      try (var log = new SegmentLog(folder, settings, Segment::force, segments)) {
        var catalog = new Catalog(folder, log, true, true, new IndexMemory(0));
        LogReplay.run(segments, catalog, log);
        return catalog.all().stream().mapToLong(Records::count).sum();
      }
    } catch (IOException e) {
      throw new EmbeddedStoreException("The store in " + folder + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      for (Part part : parts) {
        part.channel.close();
      }
    } catch (IOException e) {
      throw new EmbeddedStoreException("A file of " + folder + " cannot be closed: " + e, e);
    } finally {
      parts.clear();
    }
  }
}
