package com.paidhr.messenger.app.faults;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;

/**
 * Takes the place of the application's clock in a process of it. Nothing in the application asks
 * another clock for the time of day. It is alone in its archive, so it needs only what the
 * application has.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class ClockThatIsOff {
  /** Names, in the environment, by how many seconds the clock is ahead. */
  static final String SECONDS = "TESTED_CLOCK_AHEAD_SECONDS";

  @Produces
  @ApplicationScoped
  Clock clock() {
    Duration ahead = Duration.ofSeconds(Long.parseLong(System.getenv(SECONDS)));
    return Clock.offset(Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)), ahead);
  }
}
