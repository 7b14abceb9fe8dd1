package com.paidhr.messenger.app.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one piece of a walk may still cost, and what it has found. Used by one thread. */
public final class Walk {
  /** Findings, and things that are held, after which a piece ends. */
  private static final int MOST_FOUND = 200;

  private final long mostDocuments;
  private final long end;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private long documents;

  /** A piece of so many documents, about, and no longer than this. */
  public Walk(long mostDocuments, Duration longest) {
    this.mostDocuments = mostDocuments;
    this.end = System.nanoTime() + longest.toNanos();
  }

  /** Whether another step may be taken. */
  public boolean goesOn() {
    return documents < mostDocuments
        && System.nanoTime() < end
        && findings.size() < MOST_FOUND
        && held.size() < MOST_FOUND;
  }

  public void read(long more) {
    documents += more;
  }

  public void found(List<Finding> more) {
    findings.addAll(more);
  }

  public void held(List<Held> more) {
    held.addAll(more);
  }

  /** What the piece found, up to this place. */
  public Report endingAt(@Nullable Place next) {
    return new Report(findings, held, documents, next);
  }
}
