package com.paidhr.messenger.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.wire.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(Addresses.parse(""), address -> false);

  /** As names are looked up, so also in the forms that only some programs know. */
  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "2130706433",
        "127.1",
        "169.254.169.254",
        "169.254.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesWhatIsNotPublic(String text) throws UnknownHostException {
    assertThat(guard.mayCall(address(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450::1"
      })
  void letsThroughWhatIsPublic(String text) throws UnknownHostException {
    assertThat(guard.mayCall(address(text))).isTrue();
  }

  @Test
  void letsThroughWhatASettingNames() throws UnknownHostException {
    AddressGuard inner =
        new AddressGuard(Addresses.parse("10.1.0.0/16, fd00:1::/32"), address -> false);

    assertThat(inner.mayCall(address("10.1.2.3"))).isTrue();
    assertThat(inner.mayCall(address("fd00:1::5"))).isTrue();
    assertThat(inner.mayCall(address("10.2.0.1"))).isFalse();
    assertThat(inner.mayCall(address("fd00:2::5"))).isFalse();
  }

  @Test
  void refusesAPublicAddressOfThisMachine() throws UnknownHostException {
    AddressGuard here =
        new AddressGuard(
            Addresses.parse("8.8.4.4"), address -> address.getHostAddress().startsWith("8.8."));

    assertThat(here.mayCall(address("8.8.8.8"))).isFalse();
    assertThat(here.mayCall(address("8.8.4.4"))).isTrue();
    assertThat(here.mayCall(address("9.9.9.9"))).isTrue();
  }
}
