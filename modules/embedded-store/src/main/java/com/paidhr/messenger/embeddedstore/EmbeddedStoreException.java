package com.paidhr.messenger.embeddedstore;

import org.jspecify.annotations.Nullable;

/**
 * The embedded store or server cannot be started or can no longer be used; the message says why.
 */
public class EmbeddedStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EmbeddedStoreException(String message) {
    super(message);
  }

  public EmbeddedStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
