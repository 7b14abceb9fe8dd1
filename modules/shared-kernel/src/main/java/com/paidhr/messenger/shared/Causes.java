package com.paidhr.messenger.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is behind a failure. */
public final class Causes {
  /** Causes may form a circle. */
  private static final int DEEPEST = 50;

  private Causes() {}

  /** A failure and its causes, outermost first; none for null. */
  public static List<Throwable> of(@Nullable Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    for (Throwable at = failure; at != null && all.size() < DEEPEST; at = at.getCause()) {
      all.add(at);
    }
    return all;
  }
}
