package com.paidhr.messenger.delivery.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who works here.
 *
 * @param name the host and a random part, so that no two workers ever share a name
 */
public record Worker(String name) {

  /** Names this node once per start. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    Worker worker() {
      return new Worker(host() + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static String host() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "node";
      }
    }
  }
}
