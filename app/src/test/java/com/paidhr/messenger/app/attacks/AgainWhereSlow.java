package com.paidhr.messenger.app.attacks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Attacks again, at most twice, where a normal user was served too slowly: what other programs of
 * the machine do passes, what an attack does comes again.
 */
final class AgainWhereSlow implements TestExecutionExceptionHandler {
  private static final int TIMES = 2;

  /** A normal user waited for too long, and nothing else was wrong. */
  static final class TooSlowError extends AssertionError {
    private static final long serialVersionUID = 1;

    TooSlowError(AssertionError verdict) {
      super(verdict.getMessage(), verdict);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    @Nullable Throwable last = failure;
    for (int i = 0; i < TIMES && last instanceof TooSlowError; i++) {
      System.out.printf("%s: %s; again%n", context.getDisplayName(), last.getMessage());
      last = failureOf(context.getRequiredTestMethod(), context.getRequiredTestInstance());
    }
    if (last != null) {
      throw last;
    }
  }

  private static @Nullable Throwable failureOf(Method test, Object instance)
      throws IllegalAccessException {
    test.setAccessible(true);
    try {
      test.invoke(instance);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }
}
