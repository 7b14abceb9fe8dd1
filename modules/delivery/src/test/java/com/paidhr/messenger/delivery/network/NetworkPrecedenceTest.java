package com.paidhr.messenger.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkPrecedenceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId BOB = new UserId("bob");

  private final Profiles profiles = new Profiles();

  private static final class Profiles implements NetworkProfiles {
    private final Map<NetworkScope, NetworkConditions> all = new HashMap<>();

    @Override
    public Map<NetworkScope, NetworkConditions> all() {
      return all;
    }

    @Override
    public Optional<NetworkConditions> find(NetworkScope scope) {
      return Optional.ofNullable(all.get(scope));
    }

    @Override
    public void put(NetworkScope scope, NetworkConditions conditions) {
      all.put(scope, conditions);
    }

    @Override
    public boolean remove(NetworkScope scope) {
      return all.remove(scope) != null;
    }
  }

  private void set(NetworkScope scope, double loss, @Nullable Instant expiresAt) {
    profiles.put(
        scope,
        new NetworkConditions(
            new NetworkProfile(null, null, loss, null, null, null, null, null, expiresAt),
            NOW.minusSeconds(60)));
  }

  private Network.Weather weather() {
    return TestNetworks.over(profiles, Clock.fixed(NOW, ZoneOffset.UTC)).towards(ROOM);
  }

  private static Optional<Double> lossTowardsBob(Network.Weather weather) {
    return weather.towards(BOB).map(conditions -> conditions.profile().loss());
  }

  @Test
  void takesTheNarrowestScope() {
    assertThat(lossTowardsBob(weather())).isEmpty();
    set(NetworkScope.GLOBAL, 0.1, null);
    assertThat(lossTowardsBob(weather())).contains(0.1);
    set(NetworkScope.of(ROOM), 0.2, null);
    assertThat(lossTowardsBob(weather())).contains(0.2);
    set(NetworkScope.of(BOB), 0.3, null);
    assertThat(lossTowardsBob(weather())).contains(0.3);
  }

  @Test
  void letsBroaderProfilesThroughWhenNarrowOnesHaveExpired() {
    set(NetworkScope.GLOBAL, 0.1, NOW.plusSeconds(1));
    set(NetworkScope.of(ROOM), 0.2, NOW);
    set(NetworkScope.of(BOB), 0.3, NOW.minusSeconds(1));

    assertThat(lossTowardsBob(weather())).contains(0.1);
  }

  @Test
  void leavesOutWhatExpiresAfterProfilesWereRead() {
    set(NetworkScope.of(BOB), 0.3, NOW);
    set(NetworkScope.GLOBAL, 0.1, null);

    assertThat(lossTowardsBob(new Network.Weather(profiles.all(), null, ROOM, NOW))).contains(0.1);
  }
}
