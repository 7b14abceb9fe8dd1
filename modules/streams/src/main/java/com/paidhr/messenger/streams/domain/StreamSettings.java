package com.paidhr.messenger.streams.domain;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Limits of streams.
 *
 * @param heartbeat how long a stream is silent at most; inboxes are also looked at at this pace
 * @param perUser streams that one user may have at this node
 * @param perNode streams of this node
 * @param bufferEvents events that wait for a slow client
 * @param bufferBytes bytes that wait for a slow client
 * @param origins pages that may connect from elsewhere; empty for this service's own only
 */
public record StreamSettings(
    Duration heartbeat,
    int perUser,
    int perNode,
    int bufferEvents,
    int bufferBytes,
    List<String> origins) {

  /** The defaults. */
  public static final StreamSettings STANDARD =
      new StreamSettings(Duration.ofSeconds(30), 20, 2_000, 256, 262_144, List.of());

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    StreamSettings settings(Settings settings) {
      return new StreamSettings(
          settings.duration(
              "streams.heartbeat",
              STANDARD.heartbeat,
              Duration.ofMillis(200),
              Duration.ofMinutes(5),
              "How long a stream is silent at most."),
          settings.count(
              "streams.per-user",
              STANDARD.perUser,
              1,
              1_000,
              "Streams that one user may have at a node; beyond them the answer is 429."),
          settings.count(
              "streams.per-node",
              STANDARD.perNode,
              1,
              1_000_000,
              "Streams of a node, 20 to 30 KiB each; beyond them the answer is 503."),
          settings.count(
              "streams.buffer-events",
              STANDARD.bufferEvents,
              16,
              100_000,
              "Events that wait for a slow client; beyond them its stream ends, to be resumed."),
          settings.count(
              "streams.buffer-bytes",
              STANDARD.bufferBytes,
              65_536,
              67_108_864,
              "Bytes that wait for a slow client; beyond them its stream ends, to be resumed."),
          origins(
              settings
                  .text(
                      "streams.origins",
                      "Pages of other servers that may open streams, such as `https://chat.example.org`, separated by commas.")
                  .orElse("")));
    }

    private static List<String> origins(String text) {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(origin -> !origin.isEmpty())
          .toList();
    }
  }
}
