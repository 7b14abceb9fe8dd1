package com.paidhr.messenger.app.transcript;

/** The service refused something that an import needs, or does not answer. */
public final class ImportFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportFailedException(String message) {
    super(message);
  }
}
