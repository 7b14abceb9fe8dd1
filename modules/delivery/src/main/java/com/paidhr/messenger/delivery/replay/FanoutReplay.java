package com.paidhr.messenger.delivery.replay;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Replays a dead letter without a recipient: the message is brought to everyone again. The message
 * counts as undelivered before its dead letter goes, so either of them is found after a crash.
 */
@ApplicationScoped
class FanoutReplay {
  private final Messages messages;
  private final DeliveryQueue queue;
  private final Ledger ledger;

  @Inject
  FanoutReplay(Messages messages, DeliveryQueue queue, Ledger ledger) {
    this.messages = messages;
    this.queue = queue;
    this.ledger = ledger;
  }

  void run(DeadLetter letter) {
    messages.find(letter.message()).ifPresent(this::bringToEveryone);
    ledger.requeued(letter);
  }

  private void bringToEveryone(MessageSummary message) {
    ledger.reopened(message.id());
    queue.publishLater(Job.Fanout.of(message), Duration.ZERO);
  }
}
