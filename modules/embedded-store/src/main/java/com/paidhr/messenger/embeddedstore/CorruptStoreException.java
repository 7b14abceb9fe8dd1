package com.paidhr.messenger.embeddedstore;

import java.nio.file.Path;

/**
 * A file of the store is damaged at a place that had already been made durable. Nothing is changed:
 * opening is refused, because going on would silently lose acknowledged writes.
 */
public final class CorruptStoreException extends EmbeddedStoreException {

  private static final long serialVersionUID = 1L;

  CorruptStoreException(Path file, long offset, String what) {
    super(
        "The store file "
            + file
            + " is damaged at offset "
            + offset
            + " ("
            + what
            + "). Restore the folder from a backup.");
  }
}
