package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Replays a dead letter without a recipient: the message is brought to everyone again. The message
 * counts as undelivered before its dead letter goes, so either of them is found after a crash.
 */
@ApplicationScoped
public class FanoutReplay {
  private final Messages messages;
  private final MessageStatuses statuses;
  private final DeliveryQueue queue;
  private final DeadLetters letters;

  @Inject
  FanoutReplay(
      Messages messages, MessageStatuses statuses, DeliveryQueue queue, DeadLetters letters) {
    this.messages = messages;
    this.statuses = statuses;
    this.queue = queue;
    this.letters = letters;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected FanoutReplay() {
    this(null, null, null, null);
  }

  void run(DeadLetter letter) {
    messages.find(letter.message()).ifPresent(this::bringToEveryone);
    letters.remove(List.of(letter.id()));
  }

  private void bringToEveryone(MessageSummary message) {
    statuses.reopen(message.id());
    queue.publishLater(Job.Fanout.of(message), Duration.ZERO);
  }
}
