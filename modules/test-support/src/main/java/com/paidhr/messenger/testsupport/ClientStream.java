package com.paidhr.messenger.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client's stream, whatever carries it, collected as it comes. */
public interface ClientStream extends AutoCloseable {
  /** How long an event may take. */
  Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What came so far.
   *
   * @throws AssertionError when an event is not as {@code docs/asyncapi.yaml} says
   */
  List<JsonNode> events();

  /** Where to go on. */
  @Nullable String cursor();

  /** Whether the connection is over. */
  boolean hasEnded();

  @Override
  void close();

  /** What came so far of one type. */
  default List<JsonNode> events(String type) {
    return events().stream().filter(event -> event.at("/type").asText().equals(type)).toList();
  }

  /** Waits for the first event of a type. */
  default JsonNode await(String type) {
    return await(event -> event.at("/type").asText().equals(type));
  }

  /** Waits for the first event that is meant. */
  default JsonNode await(Predicate<JsonNode> isMeant) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> events().stream().filter(isMeant).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  /** Waits until the connection is over. */
  default void awaitEnd() {
    Awaitility.await().atMost(PATIENCE).until(this::hasEnded);
  }
}
