package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.LogCounts;
import java.lang.reflect.Proxy;

/** Ports that a test does not expect to be asked. */
final class Unasked {
  private Unasked() {}

  static <T> T port(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            Unasked.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError("asked " + method);
            }));
  }

  static KnownAuthors authors() {
    return new KnownAuthors(port(AuthorCounts.class), port(LogCounts.class));
  }
}
