package com.paidhr.messenger.app.client;

/** The service refused something that a verb needs, or does not answer. */
public final class RequestFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestFailedException(String message) {
    super(message);
  }
}
