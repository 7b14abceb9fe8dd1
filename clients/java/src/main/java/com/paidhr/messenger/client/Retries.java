package com.paidhr.messenger.client;

import com.paidhr.messenger.client.invoker.ApiException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats what may be repeated: when no answer came, or the service asks to come back. The pauses
 * double and are drawn at random, so that many clients do not come back together.
 */
final class Retries {
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  /** A request that does no harm when it is repeated. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws ApiException;
  }

  <T> T run(Call<T> call) throws ApiException {
    for (int attempt = 0; ; attempt++) {
      try {
        return call.run();
      } catch (ApiException e) {
        if (attempt == ATTEMPTS - 1 || !isPassing(e) || !pause(delay(attempt, e))) {
          throw e;
        }
      }
    }
  }

  private static boolean isPassing(ApiException failure) {
    return PASSING.contains(failure.getCode()) || failure.getCause() instanceof IOException;
  }

  private static Duration delay(int attempt, ApiException failure) {
    Duration drawn = drawn(attempt);
    HttpHeaders headers = failure.getResponseHeaders();
    Duration asked =
        headers == null
            ? Duration.ZERO
            : Duration.ofSeconds(
                headers.firstValue("Retry-After").map(Retries::seconds).orElse(0L));
    return asked.plus(drawn);
  }

  /** A random pause before the next attempt. */
  static Duration drawn(int attempt) {
    long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt, 20));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
  }

  private static long seconds(String text) {
    return text.matches("[0-9]{1,4}") ? Long.parseLong(text) : 0; // a date is not sent to us
  }

  /** False when the thread was interrupted. */
  static boolean pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
