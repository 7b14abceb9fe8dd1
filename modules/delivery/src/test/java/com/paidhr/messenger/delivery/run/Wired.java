package com.paidhr.messenger.delivery.run;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Makes classes by the constructors that the container would inject, from parts that are given. */
final class Wired {
  private final Map<Class<?>, Object> parts = new HashMap<>();

  /** The part that stands for a type from now on. */
  <T> Wired with(Class<T> type, T part) {
    parts.put(type, part);
    return this;
  }

  /** The instance of a class, made at first. */
  <T> T get(Class<T> type) {
    if (!parts.containsKey(type)) {
      parts.put(type, make(type));
    }
    return type.cast(parts.get(type));
  }

  private Object make(Class<?> type) {
    Constructor<?> injected =
        Stream.<Constructor<?>>of(type.getDeclaredConstructors())
            .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Nothing is given for " + type));
    try {
      injected.setAccessible(true);
      return injected.newInstance(Stream.of(injected.getParameterTypes()).map(this::get).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
