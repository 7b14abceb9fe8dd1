package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.config.IdentitySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a request comes from: the peer's address, or what a trusted proxy says of it. In {@code
 * X-Forwarded-For} each proxy appends the address that it saw, so the last one that is not itself a
 * trusted proxy counts.
 */
@ApplicationScoped
class ClientAddress {
  private static final String PEER = "io.helidon.jaxrs.remote-host";
  private static final int LONGEST = 64;

  private final Set<String> trusted;

  @Inject
  ClientAddress(IdentitySettings settings) {
    trusted =
        Arrays.stream(settings.limits().trustedProxies().split(",", -1))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  String of(ContainerRequestContext request) {
    Object property = request.getProperty(PEER);
    String address = property == null ? "unknown" : property.toString();
    if (!trusted.contains(address)) {
      return address;
    }
    for (String hop : forwarded(request).reversed()) {
      address = hop;
      if (!trusted.contains(hop)) {
        break;
      }
    }
    return address.length() > LONGEST ? address.substring(0, LONGEST) : address;
  }

  private static List<String> forwarded(ContainerRequestContext request) {
    return request.getHeaders().getOrDefault("X-Forwarded-For", List.of()).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(hop -> !hop.isEmpty())
        .toList();
  }
}
