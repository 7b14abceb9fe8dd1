package com.paidhr.messenger.webhooks.http;

import com.paidhr.messenger.shared.wire.Addresses;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Predicate;

/**
 * Which addresses may be called: public ones, and networks that a setting names. What is not public
 * is as the registries of special addresses of IANA say it; this machine's own addresses are not,
 * either.
 */
final class AddressGuard {
  /** Of the whole internet of IPv4 all but these. */
  private static final Addresses SPECIAL_V4 =
      Addresses.parse(
          "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12,"
              + " 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15,"
              + " 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4");

  /** Only of this part of IPv6 anything is public. */
  private static final Addresses UNICAST_V6 = Addresses.parse("2000::/3");

  /** Among it: protocols, documentation, and such as carry an address of IPv4. */
  private static final Addresses SPECIAL_V6 =
      Addresses.parse("2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20");

  private final Addresses allowed;
  private final Predicate<InetAddress> own;

  AddressGuard(Addresses allowed) {
    this(allowed, AddressGuard::isOfThisMachine);
  }

  /**
   * @param own whether an address is of this machine
   */
  AddressGuard(Addresses allowed, Predicate<InetAddress> own) {
    this.allowed = allowed;
    this.own = own;
  }

  boolean mayCall(InetAddress address) {
    return allowed.contains(address) || (isPublic(address) && !own.test(address));
  }

  /** Java shows an address of IPv4 that is mapped into IPv6 as the former. */
  private static boolean isPublic(InetAddress address) {
    return address.getAddress().length == 4
        ? !SPECIAL_V4.contains(address)
        : UNICAST_V6.contains(address) && !SPECIAL_V6.contains(address);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }
}
