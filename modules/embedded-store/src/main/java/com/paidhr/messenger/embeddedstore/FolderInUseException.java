package com.paidhr.messenger.embeddedstore;

import java.nio.file.Path;

/** Another process, or another part of this one, holds the folder. */
public final class FolderInUseException extends EmbeddedStoreException {

  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder, String holder) {
    super("The folder " + folder + " is in use by another process" + holder);
  }
}
