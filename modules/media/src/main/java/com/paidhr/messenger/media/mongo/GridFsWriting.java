package com.paidhr.messenger.media.mongo;

import com.mongodb.client.MongoCollection;
import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.Quota;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.UserId;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way into GridFS. Chunks are written as they fill; the document that makes them a
 * file comes last, complete with its metadata, so a file is visible wholly or not at all. The
 * driver's own stream writes the same, but shows the last chunk only together with the file.
 */
final class GridFsWriting implements FileStore.Writing {
  private static final Logger LOG = LoggerFactory.getLogger(GridFsWriting.class);

  private final GridFsFileStore store;
  private final MongoCollection<Document> chunks;
  private final MediaId id;
  private final UserId owner;
  private final String name;
  private final byte[] chunk = new byte[GridFsFileStore.CHUNK_SIZE];
  private int filled;
  private long size;
  private long charged;
  private boolean completed;

  GridFsWriting(
      GridFsFileStore store,
      MongoCollection<Document> chunks,
      MediaId id,
      UserId owner,
      String name) {
    this.store = store;
    this.chunks = chunks;
    this.id = id;
    this.owner = owner;
    this.name = name;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, chunk.length - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, count);
      filled += count;
      done += count;
      if (filled == chunk.length) {
        storeChunk();
      }
    }
  }

  /** Every chunk but the last is full. */
  private void storeChunk() {
    if (filled > 0) {
      int number = Math.toIntExact(size / chunk.length);
      chunks.insertOne(
          new Document("files_id", id.value())
              .append("n", number)
              .append("data", new Binary(Arrays.copyOf(chunk, filled))));
      size += filled;
      filled = 0;
    }
  }

  @Override
  public InputStream bytes() {
    storeChunk();
    return new ChunkStream(chunks, id.value(), chunk.length, 0, size);
  }

  @Override
  public boolean charge(Quota quota) {
    storeChunk();
    charged = size;
    return store.charge(id, owner, size, quota);
  }

  @Override
  public StoredFile complete(Content content, Instant now, Instant collectAfter) {
    storeChunk();
    StoredFile file =
        new StoredFile(id, owner, name, size, content, now, List.of(), List.of(), null);
    store.insert(FileDocuments.of(file, collectAfter, charged > 0));
    completed = true;
    if (charged > 0) {
      store.confirm(id, owner);
    } else {
      store.forgetStart(id);
    }
    return file;
  }

  @Override
  public void close() {
    if (completed) {
      return;
    }
    try {
      store.giveUp(id, owner, charged);
    } catch (RuntimeException e) {
      // The recorded start stays, so the collector removes the rest; the first failure is the one
      // to report.
      LOG.warn("The rest of upload {} is left to the collector: {}", id, e.toString());
    }
  }
}
