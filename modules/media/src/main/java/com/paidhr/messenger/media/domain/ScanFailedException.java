package com.paidhr.messenger.media.domain;

/** A scanner came to no result, so nothing is known of the file. */
public final class ScanFailedException extends RuntimeException {

  /** Says what the scanner did instead. */
  public ScanFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
