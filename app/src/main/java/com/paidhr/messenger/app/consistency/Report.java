package com.paidhr.messenger.app.consistency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found on a piece of the walk.
 *
 * @param documents how many documents were read
 * @param next where to go on, or null at the end
 */
public record Report(
    List<Finding> findings, List<Held> held, long documents, @Nullable Place next) {
  /** Keeps its own copies. */
  public Report {
    findings = List.copyOf(findings);
    held = List.copyOf(held);
  }
}
