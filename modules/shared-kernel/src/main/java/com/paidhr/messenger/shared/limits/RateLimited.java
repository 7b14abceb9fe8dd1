package com.paidhr.messenger.shared.limits;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes one token of the caller and one of their address before the resource method is called;
 * without one the answer is 429. What can only be told later is asked of {@link RateLimits}.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {
  /** Which limit counts the request. */
  RateLimit value();

  /** Counts only requests with one of these query parameters; empty for all requests. */
  String[] onlyWith() default {};
}
