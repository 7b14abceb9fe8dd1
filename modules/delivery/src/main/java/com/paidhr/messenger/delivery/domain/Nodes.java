package com.paidhr.messenger.delivery.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nodes that share the queue, as each says of itself. */
public interface Nodes {

  /** Says that a node is there. It is forgotten when it does not say so again for long. */
  void meet(Description node);

  /** A node ends, and is forgotten at once. */
  void leave(String name);

  /** Those that are known, by name. */
  List<Node> all();

  /**
   * What a node says of itself.
   *
   * @param name unlike that of any other node, and new with each start
   * @param version of the program, or {@code unknown} where it does not run from its jar
   * @param workers whether it takes jobs
   * @param startedAt when it started, by its own clock
   */
  record Description(String name, String version, boolean workers, Instant startedAt) {}

  /**
   * @param seenAt when it was heard of last, by the clock of the store
   * @param silent how long ago that is
   */
  record Node(Description description, Instant seenAt, Duration silent) {}
}
