package com.paidhr.messenger.shared.wire;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what clients do wrong, in words of ours and at most once in ten seconds: nothing
 * that was received is in it, and nobody can fill a disk with it.
 */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final long PAUSE = 10_000_000_000L;

  private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - PAUSE);
  private final AtomicInteger untold = new AtomicInteger();

  void tell(Peer peer, String reason) {
    long now = System.nanoTime();
    long last = lastLine.get();
    if (now - last < PAUSE || !lastLine.compareAndSet(last, now)) {
      untold.incrementAndGet();
      return;
    }
    LOG.info(
        "Refused a request from {}: {} ({} more since the line before)",
        peer.address().getHostAddress(),
        reason,
        untold.getAndSet(0));
  }
}
