package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.shared.MessageId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a turn of held lanes found out.
 *
 * @param withdrawn what is not addressed to its recipient any more
 * @param passed what lanes had passed before the turn
 * @param arrived what went in
 * @param doubted those of the arrived that an earlier turn may have begun to give up
 * @param trouble attempts that failed, and what is given up
 */
public record Findings(
    List<Outcome> withdrawn,
    List<Passed> passed,
    List<Outcome.Delivered> arrived,
    List<Outcome.Delivered> doubted,
    Trouble trouble) {
  Set<MessageId> messages() {
    Set<MessageId> messages = new HashSet<>(trouble.lost());
    withdrawn.forEach(one -> messages.add(one.message()));
    arrived.forEach(one -> messages.add(one.message()));
    passed.forEach(one -> messages.add(one.message()));
    return messages;
  }

  /**
   * Attempts that did not arrive.
   *
   * @param failed those that are repeated
   * @param gaveUp the last ones of their message and recipient, in the order of the messages
   */
  public record Trouble(List<Outcome.Retried> failed, List<GivenUp> gaveUp) {
    /** The messages that are given up for somebody. */
    public Set<MessageId> lost() {
      Set<MessageId> messages = new HashSet<>();
      gaveUp.forEach(one -> messages.add(one.message()));
      return messages;
    }
  }
}
