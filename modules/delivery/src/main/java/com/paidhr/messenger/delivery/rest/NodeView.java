package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A node that shares the queue.
 *
 * @param name new with each start
 * @param version of the program; {@code unknown} where it does not run from its jar
 * @param workers whether it takes jobs
 * @param startedAt since when it runs, by its own clock
 * @param seenAt when it was heard of last
 * @param alive whether that is less than 30 seconds ago
 */
@Schema(name = "Node")
public record NodeView(
    String name,
    String version,
    boolean workers,
    Instant startedAt,
    Instant seenAt,
    boolean alive) {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  static NodeView of(Node node) {
    return new NodeView(
        node.description().name(),
        node.description().version(),
        node.description().workers(),
        node.description().startedAt(),
        node.seenAt(),
        node.silent().compareTo(LONGEST_SILENCE) < 0);
  }
}
