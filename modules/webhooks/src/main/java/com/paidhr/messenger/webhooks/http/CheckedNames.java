package com.paidhr.messenger.webhooks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up and hands out only addresses that may be called. The connection is made to what is
 * handed out, so a name that is looked up again cannot lead elsewhere meanwhile.
 */
final class CheckedNames implements DnsResolver {
  /** They are tried one after the other, which takes time. */
  private static final int MOST = 3;

  private final AddressGuard guard;
  private final Lookup lookup;

  /** Finds the addresses of a name; an address as text is its own. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /** The name has no address that may be called. */
  static final class NotAllowedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(String host) {
      super(host);
    }
  }

  CheckedNames(AddressGuard guard, Lookup lookup) {
    this.guard = guard;
    this.lookup = lookup;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] allowed =
        Arrays.stream(lookup.find(host))
            .filter(guard::mayCall)
            .limit(MOST)
            .toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new NotAllowedException(host);
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
