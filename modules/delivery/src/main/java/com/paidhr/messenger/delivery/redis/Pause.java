package com.paidhr.messenger.delivery.redis;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether the queue is paused, as this node has heard last. */
final class Pause {
  /** Longer than the time between two looks of a node, which tell it of a pause. */
  private static final long FRESH_NANOS = Duration.ofMillis(1_500).toNanos();

  private final BooleanSupplier asked;
  private volatile boolean on;
  private volatile long heardAt = System.nanoTime() - FRESH_NANOS;

  /**
   * @param asked what Redis says now
   */
  Pause(BooleanSupplier asked) {
    this.asked = asked;
  }

  void hear(boolean paused) {
    on = paused;
    heardAt = System.nanoTime();
  }

  /** What Redis says now. */
  boolean ask() {
    hear(asked.getAsBoolean());
    return on;
  }

  /** What was heard within the last moment; else what Redis says now. */
  boolean isOn() {
    return System.nanoTime() - heardAt < FRESH_NANOS ? on : ask();
  }
}
