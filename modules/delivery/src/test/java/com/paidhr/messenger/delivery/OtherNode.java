package com.paidhr.messenger.delivery;

import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.messaging.application.Announcements;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node beside the container's, with a client of the store and a memory of its own: the classes
 * that the container would inject, made by the same constructors. It stops before it has announced
 * anything, so what it stores is in no queue.
 *
 * <p>Only what has a constructor to be injected is made here; clock, settings and the like are the
 * container's. So is the log that memberships ask for a change that nobody has finished, since
 * there the classes need each other in a circle.
 */
final class OtherNode {
  private static final String MODULES = "com.paidhr.messenger.";

  private final BeanManager beans;
  private final Map<Class<?>, Object> parts = new HashMap<>();

  OtherNode(BeanManager beans, MongoDatabase database) {
    this.beans = beans;
    parts.put(MongoDatabase.class, database);
    parts.put(Announcements.class, new Unheard());
    parts.put(ConversationLog.class, ofContainer(ConversationLog.class));
  }

  @Vetoed
  private static final class Unheard extends Announcements {}

  /** This node's instance. */
  <T> T get(Class<T> type) {
    Object part = parts.get(type);
    if (part == null) {
      part = injected(type).map(this::make).orElseGet(() -> ofContainer(type));
      parts.put(type, part);
    }
    return type.cast(part);
  }

  private Bean<?> bean(Class<?> type) {
    return beans.resolve(beans.getBeans(type));
  }

  private Optional<Constructor<?>> injected(Class<?> type) {
    Class<?> made = bean(type).getBeanClass();
    return Stream.<Constructor<?>>of(made.getDeclaredConstructors())
        .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
        .filter(constructor -> type.isAssignableFrom(made)) // else a method of it produces the type
        .filter(constructor -> made.getName().startsWith(MODULES))
        .findFirst();
  }

  private Object make(Constructor<?> constructor) {
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(
          Stream.of(constructor.getParameterTypes()).map(this::get).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object ofContainer(Class<?> type) {
    Bean<?> bean = bean(type);
    return beans.getReference(bean, type, beans.createCreationalContext(bean));
  }
}
