package com.paidhr.messenger.messaging.domain;

import java.util.function.Function;

/**
 * Something with a body, as lists read it: of a long body only the beginning.
 *
 * @param value what was read; its body is whole only when nothing is missing
 * @param missing how many bytes of the body, in UTF-8, were not read
 * @param bytes about how much heap the whole takes
 */
public record Brief<T>(T value, int missing, int bytes) {
  /** Longer bodies are read apart; in UTF-16 units, so at most three bytes each. */
  public static final int BEGINNING = 1_000;

  /** Whether the body is longer than what was read. */
  public boolean isCut() {
    return missing > 0;
  }

  /** The same size of another value. */
  public <R> Brief<R> map(Function<? super T, ? extends R> view) {
    return new Brief<>(view.apply(value), missing, bytes);
  }
}
