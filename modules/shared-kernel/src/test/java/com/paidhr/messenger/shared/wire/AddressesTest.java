package com.paidhr.messenger.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void containsWhatSharesTheFirstBits() {
    Addresses addresses = Addresses.parse("10.32.0.0/11, 192.0.2.7,fd00::/8");

    assertThat(addresses.contains(InetAddress.ofLiteral("10.63.255.255"))).isTrue();
    assertThat(addresses.contains(InetAddress.ofLiteral("10.64.0.0"))).isFalse();
    assertThat(addresses.contains(InetAddress.ofLiteral("192.0.2.7"))).isTrue();
    assertThat(addresses.contains(InetAddress.ofLiteral("192.0.2.8"))).isFalse();
    assertThat(addresses.contains(InetAddress.ofLiteral("fdff::1"))).isTrue();
    assertThat(addresses.contains(InetAddress.ofLiteral("fe00::1"))).isFalse();
    assertThat(Addresses.parse("").contains(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
  }

  @Test
  void refusesWhatIsNoNetwork() {
    assertThatThrownBy(() -> Addresses.parse("10.0.0.0/33"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Addresses.parse("proxy.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
