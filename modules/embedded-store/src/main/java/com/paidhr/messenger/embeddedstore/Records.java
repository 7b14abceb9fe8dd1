package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection: in memory only where each one lies in the log. A document keeps
 * its slot for life, wherever its current version is written.
 *
 * <p>Writes and {@link #snapshot} need the monitor of this object; reading from a snapshot does
 * not. A write that fails throws and changes nothing.
 */
final class Records {

  final int collection;
  private final SegmentLog log;
  private long[] locations = new long[16];
  private int[] lengths = new int[16];
  private int[] free = new int[16];
  private int freeCount;
  private int slots;
  private int count;
  private long bytes;

  Records(int collection, SegmentLog log) {
    this.collection = collection;
    this.log = log;
  }

  /** Where the documents lay at one moment. */
  record Snapshot(int[] slots, long[] locations, int[] lengths) {
    int size() {
      return slots.length;
    }
  }

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  /** Bytes of heap that it occupies. */
  long memory() {
    return (long) locations.length * (Long.BYTES + Integer.BYTES)
        + (long) free.length * Integer.BYTES;
  }

  /** Whether one more document takes the place of one that was removed. */
  boolean hasFreeSlot() {
    return freeCount > 0;
  }

  int add(Document document) {
    int slot = freeCount > 0 ? free[freeCount - 1] : slots;
    write(slot, BsonFrames.encode(document));
    if (freeCount > 0) {
      freeCount--;
    }
    return slot;
  }

  void replace(int slot, Document document) {
    write(slot, BsonFrames.encode(document));
  }

  private void write(int slot, ByteBuffer frame) {
    int length = frame.limit();
    long location = append(Frame.Kind.PUT, slot, frame);
    long old = locationOf(slot);
    if (old != Location.NOWHERE) {
      log.superseded(old, lengths[slot]);
    }
    place(slot, location, length);
  }

  void remove(int slot) {
    append(Frame.Kind.DELETE, slot, ByteBuffer.allocate(Frame.HEADER));
    log.superseded(locations[slot], lengths[slot]);
    clear(slot);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
  }

  private long append(Frame.Kind kind, int slot, ByteBuffer frame) {
    try {
      return log.append(kind, collection, slot, frame);
    } catch (IOException e) {
      throw new MongoServerError(14031, "OutOfDiskSpace", "The write failed: " + e.getMessage(), e);
    }
  }

  long locationOf(int slot) {
    return slot < slots ? locations[slot] : Location.NOWHERE;
  }

  int lengthOf(int slot) {
    return lengths[slot];
  }

  /** Number of slots ever used; some may be free. */
  int slots() {
    return slots;
  }

  /** Puts down where a slot's document lies. */
  void place(int slot, long location, int length) {
    if (slot >= locations.length) {
      int capacity = Math.max(slot + 1, locations.length + (locations.length >> 1));
      locations = Arrays.copyOf(locations, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    slots = Math.max(slots, slot + 1);
    if (locations[slot] == Location.NOWHERE) {
      count++;
    }
    bytes += length - lengths[slot];
    locations[slot] = location;
    lengths[slot] = length;
  }

  /** Forgets where a slot's document lies; the slot is not reused until {@link #collectFree}. */
  void clear(int slot) {
    if (slot < slots && locations[slot] != Location.NOWHERE) {
      count--;
      bytes -= lengths[slot];
      locations[slot] = Location.NOWHERE;
      lengths[slot] = 0;
    }
  }

  /** Finds the free slots after the log has been replayed. */
  void collectFree() {
    free = new int[Math.max(16, slots - count)];
    freeCount = 0;
    for (int slot = slots - 1; slot >= 0; slot--) {
      if (locations[slot] == Location.NOWHERE) {
        free[freeCount++] = slot;
      }
    }
  }

  /** Makes all documents garbage. */
  synchronized void clearAll() {
    for (int slot = 0; slot < slots; slot++) {
      if (locations[slot] != Location.NOWHERE) {
        log.superseded(locations[slot], lengths[slot]);
        clear(slot);
      }
    }
    slots = 0;
    freeCount = 0;
  }

  /** All documents, by slot. */
  Snapshot snapshot() {
    var all = new int[count];
    int at = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (locations[slot] != Location.NOWHERE) {
        all[at++] = slot;
      }
    }
    return snapshot(all);
  }

  /** The documents in {@code wanted}, in that order. */
  Snapshot snapshot(int[] wanted) {
    var where = new long[wanted.length];
    var size = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      where[i] = locations[wanted[i]];
      size[i] = lengths[wanted[i]];
    }
    return new Snapshot(wanted, where, size);
  }

  /** The current document of a used slot. */
  Document get(int slot) {
    Document document = read(slot, locations[slot], lengths[slot], BsonFrames::decode);
    if (document == null) {
      throw new IllegalStateException("No document in slot " + slot);
    }
    return document;
  }

  /** Of the current document of a used slot, the top-level fields with these names. */
  Document get(int slot, Set<String> fields) {
    try {
      return BsonFrames.decode(log.read(locations[slot], lengths[slot]).array(), fields::contains);
    } catch (IOException e) {
      throw new EmbeddedStoreException("A document cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A document of a snapshot as it was, or, when the log has been rewritten since, as it is now.
   * Null when it has been deleted meanwhile.
   */
  @Nullable Document read(Snapshot snapshot, int index) {
    return read(
        snapshot.slots[index],
        snapshot.locations[index],
        snapshot.lengths[index],
        BsonFrames::decode);
  }

  /** Of the same document, the top-level fields whose names are wanted. */
  @Nullable Document read(Snapshot snapshot, int index, Predicate<String> wanted) {
    return read(
        snapshot.slots[index],
        snapshot.locations[index],
        snapshot.lengths[index],
        frame -> BsonFrames.decode(frame, wanted));
  }

  private @Nullable Document read(
      int slot, long location, int length, Function<byte[], Document> decode) {
    while (location != Location.NOWHERE) {
      try {
        return decode.apply(log.read(location, length).array());
      } catch (ClosedChannelException e) {
        synchronized (this) {
          if (locationOf(slot) == location) {
            throw new EmbeddedStoreException("The store is closed", e);
          }
          location = locationOf(slot);
          length = location == Location.NOWHERE ? 0 : lengths[slot];
        }
      } catch (IOException e) {
        throw new EmbeddedStoreException("A document cannot be read: " + e.getMessage(), e);
      }
    }
    return null;
  }
}
