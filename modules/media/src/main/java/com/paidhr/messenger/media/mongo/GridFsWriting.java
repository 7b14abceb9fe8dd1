package com.paidhr.messenger.media.mongo;

import com.mongodb.client.gridfs.GridFSUploadStream;
import com.paidhr.messenger.media.domain.Content;
import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.StoredFile;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way into GridFS. Chunks are written as they fill; the document that makes them a
 * file comes last, complete with its metadata, so a file is visible wholly or not at all.
 */
final class GridFsWriting implements FileStore.Writing {
  private static final Logger LOG = LoggerFactory.getLogger(GridFsWriting.class);

  private final GridFsFileStore store;
  private final MediaId id;
  private final UserId owner;
  private final String name;
  private final GridFSUploadStream stream;

  /** The driver keeps this very document and inserts it with the file's own when closed. */
  private final Document metadata;

  private long size;
  private boolean completed;

  GridFsWriting(
      GridFsFileStore store,
      MediaId id,
      UserId owner,
      String name,
      GridFSUploadStream stream,
      Document metadata) {
    this.store = store;
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.stream = stream;
    this.metadata = metadata;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    stream.write(bytes, offset, length);
    size += length;
  }

  @Override
  public StoredFile complete(Content content, Instant now, Instant collectAfter) {
    FileDocuments.describe(metadata, owner, content, now, collectAfter);
    stream.close();
    completed = true;
    store.forgetStart(id);
    return new StoredFile(id, owner, name, size, content, now, List.of(), List.of(), null);
  }

  @Override
  public void close() {
    if (completed) {
      return;
    }
    try {
      store.erase(id);
    } catch (RuntimeException e) {
      // The recorded start stays, so the collector removes the rest; the first failure is the one
      // to report.
      LOG.warn("The rest of upload {} is left to the collector: {}", id, e.toString());
    }
  }
}
