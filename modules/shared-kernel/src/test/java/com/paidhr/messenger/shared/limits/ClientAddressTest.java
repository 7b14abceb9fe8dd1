package com.paidhr.messenger.shared.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.wire.Addresses;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(Addresses.parse("10.0.0.1, 10.1.0.0/16"));

  @Test
  void believesTrustedProxiesOnly() {
    assertThat(addresses.of("192.0.2.7", List.of("198.51.100.1"))).isEqualTo("192.0.2.7");
    assertThat(addresses.of("10.0.0.1", List.of("6.6.6.6, 198.51.100.1", "10.1.2.3")))
        .isEqualTo("198.51.100.1");
    assertThat(addresses.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void believesNobodyWhereNoProxyIsNamed() {
    ClientAddress direct = new ClientAddress(Addresses.parse(""));

    assertThat(direct.of("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
  }

  @Test
  void takesAnIpv6NetworkForOneClient() {
    assertThat(addresses.of("2001:db8:1:2:3:4:5:6", List.of()))
        .isEqualTo(addresses.of("2001:db8:1:2:ffff::1", List.of()))
        .isNotEqualTo(addresses.of("2001:db8:1:3::1", List.of()));
    assertThat(addresses.of("not:an:address", List.of())).isEqualTo("not:an:address");
  }

  @Test
  void boundsWhatAProxySays() {
    assertThat(addresses.of("10.0.0.1", List.of("x".repeat(500)))).hasSize(64);
  }
}
