package com.paidhr.messenger.shared.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * This node's bucket of one user or address. It answers at once; what it hands out is told to the
 * bucket that all nodes share, lease by lease, and never holds more than that one.
 */
final class NodeBucket {
  private final String key;
  private final Rate rate;
  private final Bucket bucket;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicBoolean queued = new AtomicBoolean();

  NodeBucket(String key, Rate rate) {
    this.key = key;
    this.rate = rate;
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(rate.tokens()).refillGreedy(rate.tokens(), rate.period()))
            .build();
  }

  Rate rate() {
    return rate;
  }

  ConsumptionProbe tryTake(long tokens) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
    if (probe.isConsumed()) {
      untold.addAndGet(tokens);
    }
    return probe;
  }

  /** Takes tokens even where none are left. */
  void takeAnyway(long tokens) {
    bucket.consumeIgnoringRateLimits(tokens);
    untold.addAndGet(tokens);
  }

  /** Whether a lease is used up; true once until {@link #tell}. */
  boolean isDue() {
    return untold.get() >= rate.lease() && queued.compareAndSet(false, true);
  }

  void notQueued() {
    queued.set(false);
  }

  /** Tells the shared bucket what was handed out, and keeps no more than is left there. */
  void tell(SharedBuckets shared) {
    queued.set(false);
    long tokens = untold.getAndSet(0);
    try {
      long surplus = bucket.getAvailableTokens() - shared.take(key, rate.bucket(), tokens);
      if (surplus > 0) {
        bucket.consumeIgnoringRateLimits(surplus);
      }
    } catch (RuntimeException e) {
      untold.addAndGet(tokens);
      throw e;
    }
  }
}
