package com.paidhr.messenger.client;

/** Is told how far an upload is. */
@FunctionalInterface
public interface UploadProgress {
  /** For uploads that nobody watches. */
  UploadProgress NONE = (sent, total) -> {};

  /**
   * Called after each piece, on a thread of the HTTP client.
   *
   * @param sent bytes of the request's body that were handed over
   * @param total all of them
   */
  void sent(long sent, long total);
}
