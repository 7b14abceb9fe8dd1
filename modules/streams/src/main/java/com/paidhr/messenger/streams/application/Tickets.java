package com.paidhr.messenger.streams.application;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps what tickets stand for. A ticket is used once, within {@link #LIFE}, on any node. What is
 * kept is of no use without the ticket itself.
 */
public interface Tickets {
  /** How long a ticket may wait. */
  Duration LIFE = Duration.ofSeconds(30);

  /** Keeps something for whoever knows the name, once. */
  void keep(String name, byte[] sealed);

  /** Takes it, so that nobody else can. */
  Optional<byte[]> take(String name);
}
