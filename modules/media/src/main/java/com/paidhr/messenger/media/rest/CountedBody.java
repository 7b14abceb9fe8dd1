package com.paidhr.messenger.media.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that counts the bytes that were read of it. */
final class CountedBody extends FilterInputStream {
  private long count;

  CountedBody(InputStream body) {
    super(body);
  }

  /** How many bytes were read so far. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count += Math.max(0, read);
    return read;
  }
}
