package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which collections exist and the ids by which the log names them. Kept in one small file that is
 * replaced as a whole at each change; ids are never used again.
 */
final class Catalog {

  private record Entry(String database, String name) {}

  private final Path folder;
  private final Path file;
  private final SegmentLog log;
  private final boolean durable;
  private final IndexMemory memory;
  private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Integer, Records> records = new ConcurrentHashMap<>();
  private int nextId = 1;

  /**
   * Reads the catalog of {@code folder} or begins an empty one.
   *
   * @throws CorruptStoreException when it is damaged, or missing although there is a log
   */
  Catalog(Path folder, SegmentLog log, boolean logExists, boolean durable, IndexMemory memory)
      throws IOException {
    this.folder = folder;
    this.memory = memory;
    this.file = in(folder);
    this.log = log;
    this.durable = durable;
    if (Files.exists(file)) {
      read();
    } else if (logExists) {
      throw new CorruptStoreException(file, 0, "the file is missing");
    } else {
      write();
    }
  }

  /** The file that is the catalog of {@code folder}. */
  static Path in(Path folder) {
    return folder.resolve("catalog.bson");
  }

  private void read() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (Frame.parse(bytes, 0) == null) {
      throw new CorruptStoreException(file, 0, "wrong checksum");
    }
    Document catalog = BsonFrames.decode(bytes.array());
    nextId = field(catalog, "nextId", Integer.class);
    for (Object element : field(catalog, "collections", Collection.class)) {
      Document entry = (Document) element;
      int id = field(entry, "id", Integer.class);
      entries.put(
          id,
          new Entry(field(entry, "database", String.class), field(entry, "name", String.class)));
      records.put(id, new Records(id, log));
    }
  }

  private static <T> T field(Document document, String name, Class<T> type) {
    return Objects.requireNonNull(type.cast(document.get(name)), name);
  }

  private void write() throws IOException {
    List<Document> collections = new ArrayList<>();
    entries.forEach((id, entry) ->
        collections.add(
            new Document("id", id).append("database", entry.database).append("name", entry.name)));
    var catalog = new Document("nextId", nextId).append("collections", collections);
    ByteBuffer frame = BsonFrames.encode(catalog);
    Frame.seal(frame, Frame.Kind.PUT, 0, 0, 0);
    Path next = file.resolveSibling("catalog.next");
    try (var channel =
        FileChannel.open(
            FolderLock.privateFile(next),
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      frame.position(0);
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
      if (durable) {
        channel.force(true);
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (durable) {
      Segment.syncFolder(folder);
    }
  }

  synchronized Records openOrCreate(String database, String name) {
    Entry wanted = new Entry(database, name);
    for (var entry : entries.entrySet()) {
      if (entry.getValue().equals(wanted)) {
        return find(entry.getKey()).orElseThrow();
      }
    }
    int id = nextId++;
    change(() -> entries.put(id, wanted), () -> entries.remove(id));
    var created = new Records(id, log);
    records.put(id, created);
    return created;
  }

  synchronized void rename(int id, String database, String name) {
    Entry old = entries.get(id);
    if (old != null) {
      change(() -> entries.put(id, new Entry(database, name)), () -> entries.put(id, old));
    }
  }

  /** Removes a collection; its documents become garbage. */
  synchronized void drop(int id) {
    Entry old = entries.get(id);
    if (old != null) {
      change(() -> entries.remove(id), () -> entries.put(id, old));
      find(id).ifPresent(Records::clearAll);
      records.remove(id);
    }
  }

  private void change(Runnable change, Runnable undo) {
    change.run();
    try {
      write();
    } catch (IOException e) {
      undo.run();
      throw new MongoServerError(14031, "OutOfDiskSpace", "The write failed: " + e.getMessage(), e);
    }
  }

  Optional<Records> find(int id) {
    return Optional.ofNullable(records.get(id));
  }

  Collection<Records> all() {
    return records.values();
  }

  /** What the indexes of all collections share. */
  IndexMemory memory() {
    return memory;
  }

  Set<String> databases() {
    return entries.values().stream().map(Entry::database).collect(Collectors.toSet());
  }
}
