package com.paidhr.messenger.app;

/** A verb cannot go on. The message is the one line that the operator reads. */
final class VerbFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VerbFailedException(String message) {
    super(message);
  }

  VerbFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
