package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.delivery.network.Draw.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A profile in force.
 *
 * @param profile what was set, with its preset's fields
 * @param setAt when it was set; flapping counts from here
 */
public record NetworkConditions(NetworkProfile profile, Instant setAt) {
  /** What a message with its envelope is taken to weigh on the way, since jobs know no content. */
  private static final int BITS = 8 * 1_024;

  /** Conditions as set, with what the preset says. */
  public static NetworkConditions of(NetworkProfile profile, Instant setAt) {
    return new NetworkConditions(profile.resolved(setAt), setAt);
  }

  /**
   * What becomes of an attempt that starts now. Loss, latency and duplication depend on the seed
   * and the attempt only; outages and flapping on the time.
   */
  public Draw draw(Attempt attempt, Instant now) {
    long seed = profile.seed() == null ? 0 : profile.seed();
    SplittableRandom random = attempt.random(seed);
    boolean lost = random.nextDouble() < orNone(profile.loss());
    boolean duplicated = random.nextDouble() < orNone(profile.duplicate());
    double millis = profile.latency() == null ? 0 : profile.latency().draw(random);
    Duration latency = Duration.ofNanos((long) (millis * 1_000_000)).plus(transmission());
    return new Draw(verdict(lost, now), latency, duplicated);
  }

  /** How long one message occupies the link; zero when the bandwidth has no limit. */
  public Duration transmission() {
    Integer kbps = profile.bandwidthKbps();
    return kbps == null ? Duration.ZERO : Duration.ofNanos(BITS * 1_000_000L / kbps);
  }

  /** Whether the profile has no effect any more. */
  public boolean hasExpired(Instant now) {
    return profile.hasExpired(now);
  }

  private Verdict verdict(boolean lost, Instant now) {
    List<NetworkProfile.Outage> outages = profile.outages() == null ? List.of() : profile.outages();
    if (outages.stream().anyMatch(outage -> outage.covers(now))) {
      return Verdict.OUTAGE;
    }
    if (isDown(now)) {
      return Verdict.LINK_DOWN;
    }
    return lost ? Verdict.LOST : Verdict.ARRIVES;
  }

  private boolean isDown(Instant now) {
    NetworkProfile.Flapping flapping = profile.flapping();
    if (flapping == null) {
      return false;
    }
    long period = flapping.upMs() + flapping.downMs();
    return Math.floorMod(Duration.between(setAt, now).toMillis(), period) >= flapping.upMs();
  }

  private static double orNone(@Nullable Double share) {
    return share == null ? 0 : share;
  }
}
