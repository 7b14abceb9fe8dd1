package com.paidhr.messenger.shared;

import io.helidon.common.context.Contexts;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the request that something is done for, also where it is done later and elsewhere: its id,
 * and the {@code traceparent} (W3C Trace Context) that it came with, if it did.
 *
 * @param requestId 1 to 64 plain characters
 */
public record Trace(String requestId, @Nullable String parent) {
  private static final ScopedValue<Trace> WORK = ScopedValue.newInstance();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String BETWEEN = ";";

  /** Keeps a parent only where it is well-formed; else the trace begins here, as the norm says. */
  public Trace {
    if (!ID.matcher(requestId).matches()) {
      throw new IllegalArgumentException("No id of a request");
    }
    parent = parent != null && PARENT.matcher(parent).matches() ? parent : null;
  }

  /** What the present thread works for: what it was told, else the request that it serves. */
  public static Optional<Trace> current() {
    return WORK.isBound()
        ? Optional.of(WORK.get())
        : Contexts.context().flatMap(context -> context.get(Trace.class));
  }

  /** Works for this request. */
  public void work(Runnable work) {
    ScopedValue.where(WORK, this).run(work);
  }

  /** The trace's id, which the parent begins with. */
  public Optional<String> traceId() {
    return Optional.ofNullable(parent).map(given -> given.substring(3, 35));
  }

  /** As {@link #parse} reads it; never more than 120 characters. */
  public String text() {
    return parent == null ? requestId : requestId + BETWEEN + parent;
  }

  /**
   * @throws IllegalArgumentException when the text is none of {@link #text}
   */
  public static Trace parse(String text) {
    int between = text.indexOf(BETWEEN);
    return between < 0
        ? new Trace(text, null)
        : new Trace(text.substring(0, between), text.substring(between + 1));
  }
}
