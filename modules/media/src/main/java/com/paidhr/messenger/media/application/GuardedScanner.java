package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.ScanFailedException;
import com.paidhr.messenger.media.domain.ScanResult;
import com.paidhr.messenger.media.domain.Scanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * The scanner, left alone for a while when it fails again and again: then uploads are refused at
 * once instead of waiting for it. How long a scan may take is a setting, so the scanner keeps that
 * limit. A scan is not repeated here; the client repeats the upload.
 */
@ApplicationScoped
public class GuardedScanner {
  /** How long the scanner is left alone, in milliseconds. */
  static final long PAUSE = 2_000;

  private final Scanner scanner;

  @Inject
  GuardedScanner(Scanner scanner) {
    this.scanner = scanner;
  }

  /** See {@link Scanner#scan}. */
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      failureRatio = 0.5,
      delay = PAUSE,
      failOn = ScanFailedException.class)
  public ScanResult scan(InputStream bytes) {
    return scanner.scan(bytes);
  }
}
