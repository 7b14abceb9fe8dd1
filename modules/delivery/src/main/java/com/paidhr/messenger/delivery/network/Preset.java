package com.paidhr.messenger.delivery.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.delivery.network.NetworkProfile.Flapping;
import com.paidhr.messenger.delivery.network.NetworkProfile.Outage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Networks that people know. */
@Schema(name = "NetworkPreset", description = "Networks that people know")
enum Preset {
  @JsonProperty("lan")
  LAN(new Latency(Distribution.NORMAL, 0.2, null, 1.0, 0.3), 0, 1_000_000),
  @JsonProperty("wifi")
  WIFI(new Latency(Distribution.LOGNORMAL, 1.0, 500.0, 8.0, 10.0), 0.002, 100_000),
  @JsonProperty("3g")
  THIRD_GENERATION(new Latency(Distribution.LOGNORMAL, 60.0, 3_000.0, 200.0, 120.0), 0.01, 1_500),
  @JsonProperty("satellite")
  SATELLITE(new Latency(Distribution.NORMAL, 550.0, 1_500.0, 620.0, 40.0), 0.005, 10_000),
  @JsonProperty("lossy")
  LOSSY(new Latency(Distribution.PARETO, 20.0, 2_000.0, 60.0, null), 0.25, null),
  @JsonProperty("offline-30s")
  OFFLINE_30S(null, 0, null),
  @JsonProperty("flapping")
  FLAPPING(new Latency(Distribution.UNIFORM, 20.0, 80.0, null, null), 0.01, null);

  private static final Flapping UP_AND_DOWN = new Flapping(5_000, 3_000);

  private final @Nullable Latency latency;
  private final double loss;
  private final @Nullable Integer bandwidthKbps;

  Preset(@Nullable Latency latency, double loss, @Nullable Integer bandwidthKbps) {
    this.latency = latency;
    this.loss = loss;
    this.bandwidthKbps = bandwidthKbps;
  }

  /** The profile that the preset stands for; an outage begins when it is set. */
  NetworkProfile profile(Instant setAt) {
    return new NetworkProfile(
        this,
        latency,
        loss,
        0.0,
        bandwidthKbps,
        this == OFFLINE_30S ? List.of(new Outage(setAt, setAt.plusSeconds(30))) : List.of(),
        this == FLAPPING ? UP_AND_DOWN : null,
        null,
        null);
  }
}
