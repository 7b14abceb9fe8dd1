package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network profile may say. */
public final class ProfileRules {
  private static final int MOST_OUTAGES = 100;
  private static final long LONGEST_FLAP_MS = 86_400_000;

  private final List<Violation> violations = new ArrayList<>();

  private ProfileRules() {}

  /** Refuses an impossible profile with status 422, naming every field that is at fault. */
  public static void check(NetworkProfile profile, Instant now) {
    ProfileRules rules = new ProfileRules();
    rules.share("/loss", profile.loss());
    rules.share("/duplicate", profile.duplicate());
    rules.require(
        profile.bandwidthKbps() == null || profile.bandwidthKbps() > 0,
        "/bandwidthKbps",
        "must be above 0");
    rules.require(!profile.hasExpired(now), "/expiresAt", "must be in the future");
    if (profile.latency() != null) {
      rules.latency(profile.latency());
    }
    if (profile.outages() != null) {
      rules.outages(profile.outages());
    }
    if (profile.flapping() != null) {
      rules.flapping(profile.flapping());
    }
    if (!rules.violations.isEmpty()) {
      throw DomainException.invalid(rules.violations);
    }
  }

  private void latency(Latency latency) {
    if (latency.distribution() == null) {
      violations.add(new Violation("/latency/distribution", "is required"));
      return;
    }
    milliseconds("/latency/minMs", latency.minMs());
    milliseconds("/latency/maxMs", latency.maxMs());
    milliseconds("/latency/meanMs", latency.meanMs());
    milliseconds("/latency/stddevMs", latency.stddevMs());
    double min = latency.minMs() == null ? 0 : latency.minMs();
    require(
        latency.maxMs() == null || latency.maxMs() >= min,
        "/latency/maxMs",
        "must not be below minMs");
    if (latency.distribution() == Distribution.UNIFORM) {
      require(latency.maxMs() != null, "/latency/maxMs", "is required for UNIFORM");
    } else {
      require(
          latency.meanMs() != null, "/latency/meanMs", "is required for " + latency.distribution());
    }
    if (latency.distribution() == Distribution.PARETO) {
      require(min > 0, "/latency/minMs", "must be above 0 for PARETO");
      require(
          latency.meanMs() == null || latency.meanMs() > min,
          "/latency/meanMs",
          "must be above minMs for PARETO");
    }
  }

  private void outages(List<NetworkProfile.Outage> outages) {
    require(outages.size() <= MOST_OUTAGES, "/outages", "may have " + MOST_OUTAGES + " items");
    for (int i = 0; i < outages.size(); i++) {
      NetworkProfile.Outage outage = outages.get(i);
      boolean complete = outage != null && outage.from() != null && outage.to() != null;
      require(complete, "/outages/" + i, "needs from and to");
      require(
          !complete || outage.to().isAfter(outage.from()),
          "/outages/" + i + "/to",
          "must be after from");
    }
  }

  private void flapping(NetworkProfile.Flapping flapping) {
    require(
        flapping.upMs() >= 0 && flapping.upMs() <= LONGEST_FLAP_MS,
        "/flapping/upMs",
        "must be from 0 to " + LONGEST_FLAP_MS);
    require(
        flapping.downMs() > 0 && flapping.downMs() <= LONGEST_FLAP_MS,
        "/flapping/downMs",
        "must be from 1 to " + LONGEST_FLAP_MS);
  }

  private void share(String pointer, @Nullable Double value) {
    require(value == null || (value >= 0 && value <= 1), pointer, "must be from 0 to 1");
  }

  private void milliseconds(String pointer, @Nullable Double value) {
    require(
        value == null || (value >= 0 && value <= NetworkProfile.LONGEST_MS),
        pointer,
        "must be from 0 to " + (long) NetworkProfile.LONGEST_MS);
  }

  private void require(boolean holds, String pointer, String detail) {
    if (!holds) {
      violations.add(new Violation(pointer, detail));
    }
  }
}
