package com.paidhr.messenger.media.application;

import java.io.InputStream;

/** A file that is arriving. */
public interface IncomingFile {

  /** The name to keep. */
  String name();

  /** The bytes, read once. */
  InputStream bytes();

  /**
   * Confirms, once the bytes are read, that the request was whole and held nothing else; otherwise
   * refuses it.
   */
  void requireEnd();
}
