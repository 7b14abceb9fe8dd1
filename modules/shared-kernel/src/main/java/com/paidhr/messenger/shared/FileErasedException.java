package com.paidhr.messenger.shared;

import java.io.IOException;

/** A file was erased while somebody read it: the rest of it is nowhere any more. */
public final class FileErasedException extends IOException {
  private static final long serialVersionUID = 1;

  public FileErasedException(String message) {
    super(message);
  }

  /** Whether it is the reason for a failure. */
  public static boolean isBehind(Throwable failure) {
    return Causes.of(failure).stream().anyMatch(FileErasedException.class::isInstance);
  }
}
