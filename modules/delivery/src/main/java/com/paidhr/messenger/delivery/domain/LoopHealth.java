package com.paidhr.messenger.delivery.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which loops of this node failed in their last round. A round may outlive the container. */
public final class LoopHealth {
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  @Inject
  public LoopHealth() {}

  void works(String loop) {
    failing.remove(loop);
  }

  void fails(String loop) {
    failing.add(loop);
  }

  /** Their names. */
  public Set<String> failing() {
    return new TreeSet<>(failing);
  }

  /** One for all loops of a node. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    LoopHealth health() {
      return new LoopHealth();
    }
  }
}
