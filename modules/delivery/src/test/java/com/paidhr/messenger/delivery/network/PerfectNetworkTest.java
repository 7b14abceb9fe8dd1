package com.paidhr.messenger.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.network.Network.Weather;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.SettableClock;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network that nobody has set a profile for costs next to nothing. */
class PerfectNetworkTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId BOB = new UserId("bob");
  private static final int MANY = 20_000;

  private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
  private final CountedProfiles profiles = new CountedProfiles();
  private final Network network = TestNetworks.over(profiles, clock);

  private static final class CountedProfiles implements NetworkProfiles {
    private final Map<NetworkScope, NetworkConditions> kept = new HashMap<>();
    private int reads;
    private boolean away;

    @Override
    public Map<NetworkScope, NetworkConditions> all() {
      reads++;
      if (away) {
        throw new IllegalStateException("The store is away");
      }
      return Map.copyOf(kept);
    }

    @Override
    public Optional<NetworkConditions> find(NetworkScope scope) {
      return Optional.ofNullable(kept.get(scope));
    }

    @Override
    public void put(NetworkScope scope, NetworkConditions conditions) {
      kept.put(scope, conditions);
    }

    @Override
    public boolean remove(NetworkScope scope) {
      return kept.remove(scope) != null;
    }
  }

  private void fanOuts(int number) {
    for (int i = 0; i < number; i++) {
      assertThat(network.towards(new ConversationId("room" + i)).towards(BOB)).isEmpty();
    }
  }

  @Test
  void readsProfilesOnceASecondAtMost() {
    fanOuts(1_000);
    assertThat(profiles.reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(999));
    fanOuts(1_000);
    assertThat(profiles.reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    fanOuts(1_000);
    assertThat(profiles.reads).isEqualTo(2);
  }

  @Test
  void asksAStoreThatIsAwayNoMoreOften() {
    profiles.away = true;

    fanOuts(1_000);

    assertThat(profiles.reads).isEqualTo(1);
  }

  @Test
  void makesNothingPerRecipient() {
    Weather weather = network.towards(ROOM);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(weather.towards(BOB)).isEmpty();
    long before = threads.getCurrentThreadAllocatedBytes();

    int troubled = 0;
    for (int i = 0; i < MANY; i++) {
      troubled += weather.towards(BOB).isPresent() ? 1 : 0;
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MANY);
    assertThat(troubled).isZero();
  }

  @Test
  void noticesAProfileOfAnotherNodeWithinASecond() {
    fanOuts(1);
    NetworkProfile lossy = new NetworkProfile(null, null, 1.0, null, null, null, null, null, null);
    profiles.put(NetworkScope.of(BOB), NetworkConditions.of(lossy, Instant.EPOCH));

    fanOuts(1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(network.towards(ROOM).towards(BOB)).isPresent();
    assertThat(network.towards(ROOM).towards(new UserId("cy"))).isEmpty();
  }
}
