package com.paidhr.messenger.messaging.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops a node at a point: from then on every call to its stores fails, as those of a process do
 * that is gone. Each call has two points, one before the store got it and one after. Several stores
 * may share one count.
 *
 * @param point the first point that is not passed
 * @param passed how many points were reached so far
 */
record Stopping(int point, AtomicInteger passed) {

  <T> T of(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            Stopping.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              stop();
              try {
                Object answer = method.invoke(store, arguments);
                stop();
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void stop() {
    if (passed.getAndIncrement() >= point) {
      throw new IllegalStateException("stopped");
    }
  }
}
