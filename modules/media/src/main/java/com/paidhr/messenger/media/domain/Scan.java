package com.paidhr.messenger.media.domain;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a stored file came through the virus scan. An infected file is never stored. */
@Schema(name = "MediaScan", description = "Whether a file was scanned for viruses")
public enum Scan implements ScanResult {
  /** A scanner found nothing in it. */
  CLEAN,

  /** It was not scanned, because no scanner was configured when it was uploaded. */
  SKIPPED
}
