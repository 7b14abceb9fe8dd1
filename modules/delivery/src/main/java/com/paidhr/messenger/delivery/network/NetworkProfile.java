package com.paidhr.messenger.delivery.network;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the network behaves towards recipients. Every field is optional; with none the network is
 * perfect.
 *
 * @param preset a ready-made profile; fields given beside it replace its own
 * @param latency how long a delivery is on its way
 * @param loss the share of attempts that are lost, 0 to 1
 * @param duplicate the share of deliveries that arrive twice, 0 to 1
 * @param bandwidthKbps kilobits per second; a delivery takes its size in addition to the latency,
 *     and those to one recipient in one conversation follow each other at this rate
 * @param outages spans of time in which every attempt fails
 * @param flapping a link that is up and down by turns
 * @param seed makes draws repeatable: a draw depends on seed, message, recipient and attempt only
 * @param expiresAt from when the profile has no effect
 */
@Schema(
    name = "NetworkProfile",
    description = "How the network behaves towards recipients; {} is a perfect one")
public record NetworkProfile(
    @Nullable Preset preset,
    @Nullable Latency latency,
    @Nullable Double loss,
    @Nullable Double duplicate,
    @Nullable Integer bandwidthKbps,
    @Nullable List<Outage> outages,
    @Nullable Flapping flapping,
    @Nullable Long seed,
    @Nullable Instant expiresAt) {

  /** The longest latency that can be asked for. */
  static final double LONGEST_MS = 600_000;

  /** No trouble at all. */
  public static final NetworkProfile PERFECT =
      new NetworkProfile(null, null, null, null, null, null, null, null, null);

  /**
   * @param from the first moment without network
   * @param to the first moment with network again
   */
  @Schema(name = "NetworkOutage", description = "A span of time without network")
  public record Outage(Instant from, Instant to) {
    boolean covers(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }

  /**
   * @param upMs how long the link is up, first
   * @param downMs how long it is down then
   */
  @Schema(name = "NetworkFlapping", description = "A link that is up and down by turns")
  public record Flapping(long upMs, long downMs) {}

  /** The profile with what its preset says, as of the time at which it was set. */
  NetworkProfile resolved(Instant setAt) {
    if (preset == null) {
      return this;
    }
    NetworkProfile base = preset.profile(setAt);
    return new NetworkProfile(
        preset,
        latency == null ? base.latency : latency,
        loss == null ? base.loss : loss,
        duplicate == null ? base.duplicate : duplicate,
        bandwidthKbps == null ? base.bandwidthKbps : bandwidthKbps,
        outages == null ? base.outages : outages,
        flapping == null ? base.flapping : flapping,
        seed,
        expiresAt);
  }

  boolean hasExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
