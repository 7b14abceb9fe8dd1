package com.paidhr.messenger.delivery.application;

import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a MicroProfile circuit breaker, which tells nobody its state: open is what refuses calls,
 * closed is what lets them succeed.
 */
public final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

  private final String name;
  private volatile State state = State.CLOSED;
  private volatile boolean lastCallFailed;

  /** As {@code GET /admin/queue} shows it. */
  public enum State {
    CLOSED,
    OPEN
  }

  Breaker(String name) {
    this.name = name;
  }

  /** Makes a guarded call and notes what it says about the breaker. */
  <T> T watch(Supplier<T> call) {
    try {
      T result = call.get();
      lastCallFailed = false;
      become(State.CLOSED);
      return result;
    } catch (CircuitBreakerOpenException e) {
      lastCallFailed = true;
      become(State.OPEN);
      throw e;
    } catch (RuntimeException e) {
      lastCallFailed = true;
      throw e;
    }
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  /** Whether the last call did not get through. */
  public boolean isFailing() {
    return lastCallFailed;
  }

  private void become(State now) {
    if (state != now) {
      state = now;
      LOG.warn("Circuit breaker {} is {}", name, now);
    }
  }
}
