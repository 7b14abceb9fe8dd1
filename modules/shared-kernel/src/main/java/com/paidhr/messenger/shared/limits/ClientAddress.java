package com.paidhr.messenger.shared.limits;

import com.paidhr.messenger.shared.wire.Addresses;
import com.paidhr.messenger.shared.wire.WireSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a request comes from: the peer's address, or what a trusted proxy says of it. In {@code
 * X-Forwarded-For} each proxy appends the address that it saw, so the last one that is not itself a
 * trusted proxy counts. Of an IPv6 address the first 64 bits count, which is what one customer has.
 */
@ApplicationScoped
public class ClientAddress {
  private static final String PEER = "io.helidon.jaxrs.remote-host";
  private static final int LONGEST = 64;
  private static final int NETWORK_BYTES = 8;

  private final Addresses proxies;

  @Inject
  ClientAddress(WireSettings settings) {
    this(settings.proxies());
  }

  ClientAddress(Addresses proxies) {
    this.proxies = proxies;
  }

  /** The network that the request comes from, at most 64 characters. */
  public String of(ContainerRequestContext request) {
    Object property = request.getProperty(PEER);
    return of(
        property == null ? "unknown" : property.toString(),
        request.getHeaders().getOrDefault("X-Forwarded-For", List.of()));
  }

  /** The network of a peer that sent these lines of {@code X-Forwarded-For}. */
  public String of(String peer, List<String> forwarded) {
    String address = peer;
    if (isProxy(peer)) {
      for (String hop : hops(forwarded).reversed()) {
        address = hop;
        if (!isProxy(hop)) {
          break;
        }
      }
    }
    return networkOf(address.length() > LONGEST ? address.substring(0, LONGEST) : address);
  }

  private boolean isProxy(String address) {
    try {
      return proxies.contains(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> hops(List<String> forwarded) {
    return forwarded.stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(hop -> !hop.isEmpty())
        .toList();
  }

  static String networkOf(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      InetAddress literal = InetAddress.ofLiteral(address);
      if (literal instanceof Inet6Address && !literal.isLoopbackAddress()) {
        byte[] bytes = literal.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
      }
      return literal.getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return address;
    }
  }
}
