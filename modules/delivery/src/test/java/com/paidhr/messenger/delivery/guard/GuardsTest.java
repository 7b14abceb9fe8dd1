package com.paidhr.messenger.delivery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods that lead to Redis when something is delivered carry every guard. */
class GuardsTest {
  static Stream<Method> guarded() {
    return Stream.of(JobPublisher.class, InboxTransport.class)
        .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  @Test
  void knowsThem() {
    assertThat(guarded().map(Method::getName)).containsExactlyInAnyOrder("publish", "send");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void carriesEveryGuard(Method method) {
    Retry retry = method.getAnnotation(Retry.class);

    assertThat(retry).isNotNull();
    assertThat(retry.maxRetries()).isEqualTo(2);
    assertThat(retry.jitter()).isPositive();
    assertThat(
            List.of(
                method.isAnnotationPresent(Timeout.class),
                method.isAnnotationPresent(CircuitBreaker.class),
                method.isAnnotationPresent(Bulkhead.class)))
        .containsOnly(true);
  }
}
