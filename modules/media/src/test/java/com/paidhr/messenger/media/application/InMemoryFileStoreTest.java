package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.FileStore;
import com.paidhr.messenger.media.domain.FileStoreContractTest;

/** Proves that the fake of these tests behaves as GridFS does. */
class InMemoryFileStoreTest extends FileStoreContractTest {
  private final FileStore files = new InMemoryFileStore();

  @Override
  protected FileStore files() {
    return files;
  }
}
