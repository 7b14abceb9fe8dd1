package com.paidhr.messenger.media.domain;

/** How a stored file came through the virus scan. An infected file is never stored. */
public enum Scan implements ScanResult {
  /** A scanner found nothing in it. */
  CLEAN,

  /** It was not scanned, because no scanner was configured when it was uploaded. */
  SKIPPED
}
