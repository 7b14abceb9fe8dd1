package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.webhooks.application.Turn.End;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Letters;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends dead letters once more, when their owner asks for it. Each gets one attempt; the first that
 * fails ends the replay of the others, since the receiver is not there.
 */
@ApplicationScoped
class Replays {
  private static final int AT_ONCE = 20;

  private final Webhooks webhooks;
  private final Letters letters;
  private final UserEvents events;
  private final Posts posts;

  @Inject
  Replays(Webhooks webhooks, Letters letters, UserEvents events, Posts posts) {
    this.webhooks = webhooks;
    this.letters = letters;
    this.events = events;
    this.posts = posts;
  }

  /** Sends some of those that are marked. */
  End some(Webhook webhook, BooleanSupplier isOver, BooleanSupplier isStopping) {
    String ask = webhook.replayAsk();
    if (ask == null) {
      return End.ALL_DONE;
    }
    List<Letter> marked = letters.replaying(webhook.id(), AT_ONCE);
    for (Letter letter : marked) {
      if (isOver.getAsBoolean()) {
        return End.MORE;
      }
      End end = replay(webhook, letter, isStopping);
      if (end == End.LATER) {
        webhooks.endReplay(webhook.id(), ask);
        return End.ALL_DONE;
      }
      if (end != End.ALL_DONE) {
        return end;
      }
    }
    if (marked.size() == AT_ONCE) {
      return End.MORE;
    }
    webhooks.endReplay(webhook.id(), ask);
    return End.ALL_DONE;
  }

  private End replay(Webhook webhook, Letter letter, BooleanSupplier isStopping) {
    UserEvent event = event(webhook, letter).orElse(null);
    if (event == null) {
      letters.remove(letter.id());
      return End.ALL_DONE;
    }
    Sent sent = posts.send(webhook, letter.id(), event.json());
    if (sent.result() == Sent.Result.BUSY) {
      return End.BUSY;
    }
    if (sent.isDelivered()) {
      letters.remove(letter.id());
      return End.ALL_DONE;
    }
    if (isStopping.getAsBoolean()) {
      return End.MORE;
    }
    letters.endReplays(letter.failedAgain(sent.inWords()));
    return End.LATER;
  }

  /** What the letter says now; empty when the user may not see it any more. */
  private Optional<UserEvent> event(Webhook webhook, Letter letter) {
    if (letter.entry() == null) {
      return Optional.of(events.missing(webhook.user(), letter.at(), events.head(webhook.user())));
    }
    return events.of(webhook.user(), letter.at(), letter.entry()).stream()
        .filter(event -> event.type().equals(letter.type()))
        .findFirst();
  }
}
