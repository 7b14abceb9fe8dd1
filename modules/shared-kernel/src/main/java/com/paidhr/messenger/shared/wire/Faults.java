package com.paidhr.messenger.shared.wire;

import com.paidhr.messenger.shared.RareLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what clients do wrong, in words of ours: nothing that was received is in it. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final RareLine line = new RareLine();

  void tell(Peer peer, String reason) {
    line.tell(untold ->
        LOG.info(
            "Refused a request from {}: {} ({} more since the line before)",
            peer.address().getHostAddress(),
            reason,
            untold));
  }
}
