package com.paidhr.messenger.shared.wire;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** A set of addresses, given as networks such as {@code 10.0.0.0/8} or as single ones. */
public record Addresses(List<Network> networks) {
  /**
   * Addresses that begin alike.
   *
   * @param address any address of the network
   * @param bits how many of its first bits its members share
   */
  public record Network(InetAddress address, int bits) {
    private static Network parse(String text) {
      int slash = text.indexOf('/');
      // Not a name to be looked up: names would make a request to elsewhere, and may change.
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int most = address.getAddress().length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException(text);
      }
      return new Network(address, bits);
    }

    private boolean contains(byte[] candidate) {
      byte[] own = address.getAddress();
      if (own.length != candidate.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = bits % 8;
      return Arrays.equals(own, 0, whole, candidate, 0, whole)
          && (rest == 0 || (own[whole] ^ candidate[whole]) >> (8 - rest) == 0);
    }
  }

  /**
   * Reads a list separated by commas.
   *
   * @throws IllegalArgumentException when a part is not an address or network
   */
  public static Addresses parse(String list) {
    return new Addresses(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Network::parse)
            .toList());
  }

  /** Whether one of the networks has this address. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (Network network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }
}
