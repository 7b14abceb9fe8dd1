package com.paidhr.messenger.media.domain;

import com.paidhr.messenger.shared.DomainException;
import java.io.InputStream;

/** Looks for viruses. */
public interface Scanner {

  /**
   * Reads a file and judges it, or answers {@link Scan#SKIPPED} without reading it.
   *
   * @throws ScanFailedException when the scanner is away, too slow or does not make sense
   * @throws DomainException with status 413 when the scanner takes no file as large as this one
   */
  ScanResult scan(InputStream bytes);
}
