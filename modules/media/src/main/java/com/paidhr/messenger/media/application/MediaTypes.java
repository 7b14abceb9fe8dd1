package com.paidhr.messenger.media.application;

import org.apache.tika.Tika;

/** Tells a file's type from its first bytes alone; name and claims of the client do not count. */
final class MediaTypes {
  private MediaTypes() {}

  /** The type without parameters, {@code application/octet-stream} where the bytes show none. */
  static String sniff(byte[] start) {
    String found = Known.TIKA.detect(start);
    int parameters = found.indexOf(';');
    return parameters < 0 ? found : found.substring(0, parameters).strip();
  }

  /** Loaded at the first upload, since the table of types is large. */
  private static final class Known {
    private static final Tika TIKA = new Tika();
  }
}
