package com.paidhr.messenger.media.mongo;

import com.mongodb.client.MongoCollection;
import com.paidhr.messenger.shared.FileErasedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Part of a file's bytes, one chunk in memory at a time. Each chunk is asked for by the key of
 * GridFS' unique index; the driver's own stream asks for all that follow, which a store without
 * cursors over an index would gather at once.
 */
final class ChunkStream extends InputStream {
  /** Chunks are large: hundreds at once would take every connection to the store from others. */
  private static final Semaphore LOADS = new Semaphore(8, true);

  private final MongoCollection<Document> chunks;
  private final String file;
  private final int chunkSize;
  private long position;
  private long left;
  private byte[] chunk = {};
  private long loaded = -1;

  ChunkStream(
      MongoCollection<Document> chunks, String file, int chunkSize, long from, long length) {
    this.chunks = chunks;
    this.file = file;
    this.chunkSize = chunkSize;
    this.position = from;
    this.left = length;
  }

  /** Asks for the first chunk already, so that a store that does not answer is told in time. */
  ChunkStream begun() {
    try {
      if (left > 0) {
        load(position / chunkSize);
      }
    } catch (IOException erased) {
      // Whoever reads meets it again.
    }
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    load(position / chunkSize);
    int within = (int) (position % chunkSize);
    int count = (int) Math.min(Math.min(length, left), chunk.length - within);
    if (count <= 0) {
      throw new IOException("File " + file + " has a chunk that is too short");
    }
    System.arraycopy(chunk, within, target, offset, count);
    position += count;
    left -= count;
    return count;
  }

  private void load(long number) throws IOException {
    if (number == loaded) {
      return;
    }
    Document found = find(number);
    if (found == null) {
      throw new FileErasedException("File " + file + " has no chunk " + number + " any more");
    }
    chunk = found.get("data", Binary.class).getData();
    loaded = number;
  }

  private @Nullable Document find(long number) {
    LOADS.acquireUninterruptibly();
    try {
      return chunks.find(new Document("files_id", file).append("n", (int) number)).first();
    } finally {
      LOADS.release();
    }
  }
}
