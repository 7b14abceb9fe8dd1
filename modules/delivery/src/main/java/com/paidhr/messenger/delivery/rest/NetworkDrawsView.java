package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.network.Draw.Verdict;
import com.paidhr.messenger.delivery.network.LastDraws.Drawn;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the simulator did last.
 *
 * @param node which node tells; each keeps its own
 * @param draws at most 100, the newest first
 */
@Schema(name = "NetworkDraws")
public record NetworkDrawsView(String node, List<NetworkDraw> draws) {

  /**
   * What the simulator did with one attempt.
   *
   * @param at when the attempt ended
   * @param attempt which one of this message to this recipient, counting from 1
   * @param outcome ARRIVES, or why it did not get through
   * @param latencyMs how long it was on its way, in milliseconds
   * @param duplicated whether it came twice
   */
  @Schema(name = "NetworkDraw")
  public record NetworkDraw(
      Instant at,
      MessageId messageId,
      UserId recipientId,
      int attempt,
      Verdict outcome,
      double latencyMs,
      boolean duplicated) {

    private static NetworkDraw of(Drawn drawn) {
      return new NetworkDraw(
          drawn.at(),
          drawn.attempt().message(),
          drawn.attempt().recipient(),
          drawn.attempt().number(),
          drawn.draw().verdict(),
          drawn.draw().latency().toNanos() / 1_000_000.0,
          drawn.draw().duplicated());
    }
  }

  static NetworkDrawsView of(String node, List<Drawn> drawn) {
    return new NetworkDrawsView(node, drawn.stream().map(NetworkDraw::of).toList());
  }
}
