package com.paidhr.messenger.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.wire.Addresses;
import com.paidhr.messenger.webhooks.http.CheckedNames.NotAllowedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedNamesTest {

  /** A name that has these addresses. */
  private static CheckedNames names(String... addresses) {
    var guard = new AddressGuard(new Addresses(List.of()), address -> false);
    return new CheckedNames(
        guard,
        host -> {
          InetAddress[] found = new InetAddress[addresses.length];
          for (int i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
          }
          return found;
        });
  }

  @Test
  void handsOutNoInnerAddressBesideAPublicOne() throws UnknownHostException {
    assertThat(names("10.0.0.1", "1.1.1.1", "::1", "::ffff:127.0.0.1").resolve("mixed"))
        .containsExactly(InetAddress.getByName("1.1.1.1"));
  }

  @Test
  void handsOutFewOfMany() throws UnknownHostException {
    assertThat(names("1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4").resolve("many")).hasSize(3);
  }

  @Test
  void refusesANameThatIsInnerOnly() {
    assertThatThrownBy(() -> names("192.168.0.1", "fd00::1").resolve("inner"))
        .isInstanceOf(NotAllowedException.class);
  }
}
