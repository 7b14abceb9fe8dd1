package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Infection;
import com.paidhr.messenger.media.domain.Scan;
import com.paidhr.messenger.media.domain.ScanFailedException;
import com.paidhr.messenger.media.domain.ScanResult;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Lets no file pass that is infected, or of which a configured scanner says nothing. */
@ApplicationScoped
class VirusCheck {
  private final GuardedScanner scanner;
  private final ScanRefusals refusals;

  @Inject
  VirusCheck(GuardedScanner scanner, ScanRefusals refusals) {
    this.scanner = scanner;
    this.refusals = refusals;
  }

  /**
   * How the file came through.
   *
   * @throws DomainException with status 422 when it is infected, 413 when it is too large for the
   *     scanner, 503 when the scanner fails
   */
  Scan pass(UserId owner, InputStream bytes) {
    return switch (resultOf(owner, bytes)) {
      case Scan passed -> passed;
      case Infection found -> throw refusals.infected(owner, found.signature());
    };
  }

  private ScanResult resultOf(UserId owner, InputStream bytes) {
    try {
      return scanner.scan(bytes);
    } catch (ScanFailedException | CircuitBreakerOpenException e) {
      throw refusals.unscanned(owner, e);
    }
  }
}
