package com.paidhr.messenger.messaging.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets something happen, once, right before or right after a node's next call of a method of one of
 * its stores.
 */
final class Meanwhile {
  private final String method;
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> after = new AtomicReference<>(() -> {});

  Meanwhile(String method) {
    this.method = method;
  }

  void before(Runnable happens) {
    before.set(happens);
  }

  void after(Runnable happens) {
    after.set(happens);
  }

  <T> T of(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            Meanwhile.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              boolean isIt = called.getName().equals(method);
              try {
                if (isIt) {
                  before.getAndSet(() -> {}).run();
                }
                Object answer = called.invoke(store, arguments);
                if (isIt) {
                  after.getAndSet(() -> {}).run();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
