package com.paidhr.messenger.delivery.guard;

import java.util.function.Consumer;
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
  private final Consumer<State> changed;
  private volatile State state = State.CLOSED;
  private volatile boolean lastCallFailed;

  /** As {@code GET /admin/queue} shows it. */
  public enum State {
    CLOSED,
    OPEN
  }

  /**
   * @param changed told of every change of the state
   */
  Breaker(String name, Consumer<State> changed) {
    this.name = name;
    this.changed = changed;
  }

  /**
   * Makes a guarded call and notes what it says about the breaker. One that is answered by an
   * {@link IllegalStateException} or {@link NumberFormatException} got through.
   */
  <T> T watch(Supplier<T> call) {
    try {
      T result = call.get();
      succeeded();
      return result;
    } catch (IllegalStateException | NumberFormatException e) {
      succeeded();
      throw e;
    } catch (RuntimeException e) {
      failed(e);
      throw e;
    }
  }

  /** A guarded call got through. */
  void succeeded() {
    lastCallFailed = false;
    become(State.CLOSED);
  }

  /** A guarded call did not get through. */
  void failed(Throwable failure) {
    lastCallFailed = true;
    if (isRefusal(failure)) {
      become(State.OPEN);
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

  /** Fallbacks are handed the platform's own exception, callers MicroProfile's of the same name. */
  private static boolean isRefusal(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .equals(CircuitBreakerOpenException.class.getSimpleName());
  }

  private synchronized void become(State now) {
    if (state != now) {
      state = now;
      LOG.warn("Circuit breaker {} is {}", name, now);
      changed.accept(now);
    }
  }
}
