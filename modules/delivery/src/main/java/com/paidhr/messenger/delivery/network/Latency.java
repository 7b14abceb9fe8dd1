package com.paidhr.messenger.delivery.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.SplittableRandom;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery is on its way, in milliseconds. What is not given is 0, {@code maxMs} is
 * without limit; a drawn value is kept within {@code minMs} and {@code maxMs}.
 *
 * @param distribution FIXED takes {@code meanMs}, UNIFORM lies between {@code minMs} and {@code
 *     maxMs}, NORMAL and LOGNORMAL have {@code meanMs} and {@code stddevMs}, PARETO begins at
 *     {@code minMs} and has {@code meanMs}
 */
@Schema(name = "NetworkLatency", description = "How long a delivery is on its way, in milliseconds")
public record Latency(
    Distribution distribution,
    @Nullable Double minMs,
    @Nullable Double maxMs,
    @Nullable Double meanMs,
    @Nullable Double stddevMs) {

  /** The shape of the draws. */
  @Schema(name = "LatencyDistribution", description = "The shape of the draws")
  public enum Distribution {
    FIXED,
    UNIFORM,
    NORMAL,
    LOGNORMAL,
    PARETO
  }

  /** Always the same. */
  public static Latency fixed(double ms) {
    return new Latency(Distribution.FIXED, null, null, ms, null);
  }

  /** Draws one value in milliseconds. */
  double draw(SplittableRandom random) {
    double drawn =
        switch (distribution) {
          case FIXED -> mean();
          case UNIFORM -> min() + random.nextDouble() * (max() - min());
          case NORMAL -> mean() + random.nextGaussian() * deviation();
          case LOGNORMAL -> lognormal(random);
          case PARETO -> min() / Math.pow(1 - random.nextDouble(), 1 / shape());
        };
    return Math.clamp(drawn, min(), max());
  }

  private double lognormal(SplittableRandom random) {
    if (mean() <= 0) {
      return 0;
    }
    double variance = Math.log(1 + Math.pow(deviation() / mean(), 2));
    return Math.exp(Math.log(mean()) - variance / 2 + Math.sqrt(variance) * random.nextGaussian());
  }

  /** The Pareto shape at which the mean comes out as given. */
  @JsonIgnore
  private double shape() {
    return mean() / (mean() - min());
  }

  private double min() {
    return minMs == null ? 0 : minMs;
  }

  private double max() {
    return maxMs == null ? NetworkProfile.LONGEST_MS : maxMs;
  }

  private double mean() {
    return meanMs == null ? 0 : meanMs;
  }

  private double deviation() {
    return stddevMs == null ? 0 : stddevMs;
  }
}
