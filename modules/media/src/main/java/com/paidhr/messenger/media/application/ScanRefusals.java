package com.paidhr.messenger.media.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.metrics.annotation.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads that a virus scan ends: counted, logged without anything of the file, and refused. */
@ApplicationScoped
public class ScanRefusals {
  private static final Logger LOG = LoggerFactory.getLogger(ScanRefusals.class);
  private static final Duration RETRY = Duration.ofMillis(GuardedScanner.PAUSE);

  /** The scanner found something: status 422. */
  @Counted(
      name = "messenger_media_infected",
      absolute = true,
      description = "Uploads refused because they were infected")
  public DomainException infected(UserId owner, String signature) {
    LOG.warn("An upload of user {} was refused: it is infected with {}", owner, signature);
    return DomainException.withViolations(
        ProblemType.INFECTED_FILE,
        List.of(new Violation("/file", "The virus scanner found " + signature)));
  }

  /** The scanner came to no result: status 503. */
  @Counted(
      name = "messenger_media_unscanned",
      absolute = true,
      description = "Uploads refused because the virus scanner did not answer")
  public DomainException unscanned(UserId owner, RuntimeException cause) {
    LOG.warn("An upload of user {} was refused: {}", owner, cause.toString());
    return DomainException.unavailable("The virus scanner does not answer", RETRY, cause);
  }
}
