package com.paidhr.messenger.app.guards;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Unguarded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.annotation.RegistryType;
import org.glassfish.jersey.process.internal.RequestScope;
import org.jspecify.annotations.Nullable;

/** What lies behind the guards: a queue and inboxes of which a test says how a call ends. */
@ApplicationScoped
class FaultyStores {
  /** What a call does; it is told its number, from 1. */
  interface Behaviour {
    @Nullable Object call(int number) throws Exception;
  }

  private static final Behaviour WORKS = number -> List.of();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicInteger INSIDE = new AtomicInteger();
  private static final AtomicInteger MOST_INSIDE = new AtomicInteger();
  private static final Map<String, Long> CHANGES = new ConcurrentHashMap<>();
  private static volatile Behaviour behaviour = WORKS;
  private static volatile @Nullable DeliveryQueue queue;
  private static volatile @Nullable Inboxes inboxes;

  static void work() {
    behave(WORKS);
  }

  /** From now on calls do this, and are counted anew. */
  static void behave(Behaviour next) {
    behaviour = next;
    queue = null;
    inboxes = null;
    CALLS.set(0);
    MOST_INSIDE.set(0);
  }

  /** From now on calls go to these. */
  static void passTo(DeliveryQueue realQueue, Inboxes realInboxes) {
    work();
    queue = realQueue;
    inboxes = realInboxes;
  }

  /** Calls since the behaviour was set. */
  static int calls() {
    return CALLS.get();
  }

  /** Calls that are not finished. */
  static int inside() {
    return INSIDE.get();
  }

  static int mostInside() {
    return MOST_INSIDE.get();
  }

  /** How often a breaker became {@code OPEN} or {@code CLOSED}, by its metric. */
  static long changes(String breaker, String to) {
    return CHANGES.getOrDefault(breaker + " " + to, 0L);
  }

  @Produces
  @Singleton
  DeliveryQueue queue() {
    return store(DeliveryQueue.class, () -> queue);
  }

  @Produces
  @Singleton
  @Unguarded
  Inboxes inboxes() {
    return store(Inboxes.class, () -> inboxes);
  }

  @Produces
  @Singleton
  MetricRegistry registry() {
    return quiet(MetricRegistry.class);
  }

  /** The platform counts here, too; that is none of this. */
  @Produces
  @Singleton
  @RegistryType(type = MetricRegistry.Type.BASE)
  MetricRegistry registryOfThePlatform() {
    return quiet(MetricRegistry.class);
  }

  /** The platform asks for one; outside of requests there is none. */
  @Produces
  @Nullable RequestScope requestScope() {
    return null;
  }

  /** Does nothing but note the changes of breakers. */
  private static <T> T quiet(Class<T> type) {
    return proxy(
        type,
        (method, arguments) ->
            method.getName().equals("counter") && arguments.length == 2
                ? counter((Metadata) arguments[0], (Tag[]) arguments[1])
                : nothing(method.getReturnType()));
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      return new TreeMap<>();
    }
    return type == long.class ? (Object) 0L : type.isInterface() ? quiet(type) : null;
  }

  private static Counter counter(Metadata metadata, Tag[] tags) {
    boolean ofBreakers = metadata.getName().endsWith("breaker_changes");
    String key = ofBreakers ? tags[0].getTagValue() + " " + tags[1].getTagValue() : "";
    return proxy(
        Counter.class,
        (method, arguments) -> {
          if (method.getName().equals("inc")) {
            CHANGES.merge(key, arguments.length == 0 ? 1L : (Long) arguments[0], Long::sum);
          }
          return nothing(method.getReturnType());
        });
  }

  /** The real store behind, if the test has given one. */
  private interface Target {
    @Nullable Object now();
  }

  private static <T> T store(Class<T> type, Target real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(FaultyStores.class, arguments);
              }
              int number = CALLS.incrementAndGet();
              MOST_INSIDE.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
              try {
                Object target = real.now();
                return target == null ? behaviour.call(number) : method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                INSIDE.decrementAndGet();
              }
            }));
  }

  private interface Answer {
    @Nullable Object to(Method method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answer.to(method, arguments == null ? new Object[0] : arguments)));
  }
}
