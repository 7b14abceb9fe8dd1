package com.paidhr.messenger.delivery.network;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the network does with one attempt.
 *
 * @param verdict whether it gets through
 * @param latency how long it is on its way
 * @param duplicated whether it arrives twice
 */
public record Draw(Verdict verdict, Duration latency, boolean duplicated) {
  /** Through at once, once. */
  public static final Draw PERFECT = new Draw(Verdict.ARRIVES, Duration.ZERO, false);

  /** Whether the attempt gets through, and if not, why. */
  @Schema(
      name = "NetworkOutcome",
      description = "Whether the attempt gets through, and if not, why")
  public enum Verdict {
    ARRIVES("delivered"),
    LOST("The simulated network lost it"),
    OUTAGE("The simulated network has an outage"),
    LINK_DOWN("The simulated link flaps and is down");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Whether it gets through. */
  public boolean arrives() {
    return verdict == Verdict.ARRIVES;
  }
}
