package com.paidhr.messenger.app.transcript;

/** The file cannot be used, or nothing is delivered any more. */
public final class ImportFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportFailedException(String message) {
    super(message);
  }
}
