package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One send in a {@link Lane}: what it wants, and how its thread learns what became of it. */
final class Ticket {
  private enum Signal {
    ANSWERED,
    LEAD
  }

  private final Draft draft;
  private final CompletableFuture<Signal> signal = new CompletableFuture<>();
  private final Set<Long> uncertainPlaces = new HashSet<>();
  private volatile @Nullable Placed placed;
  private volatile @Nullable Throwable failure;

  Ticket(Draft draft) {
    this.draft = draft;
  }

  Draft draft() {
    return draft;
  }

  /** Tells the waiting thread to lead; does nothing when it was told something before. */
  void lead() {
    signal.complete(Signal.LEAD);
  }

  /** Waits until the send is answered, or its thread is to lead: then true. */
  boolean awaitLead() {
    return signal.join() == Signal.LEAD;
  }

  boolean isAnswered() {
    return placed != null || failure != null;
  }

  /** An insert of this message at the place ended without an answer. */
  void uncertainAt(long seq) {
    uncertainPlaces.add(seq);
  }

  /** This send stored the message. */
  void place(Message message) {
    answer(new Placed(message, false));
  }

  /**
   * The message is stored: by this send if its place is one where an insert of ours ended without
   * an answer, else by an earlier one.
   */
  void found(Message message) {
    answer(new Placed(message, !uncertainPlaces.contains(message.seq())));
  }

  /** The message is stored by another send. */
  void replay(Message message) {
    answer(new Placed(message, true));
  }

  private void answer(Placed answer) {
    if (!isAnswered()) {
      placed = answer;
      signal.complete(Signal.ANSWERED);
    }
  }

  /** The send came to nothing, or nobody knows. */
  void fail(Throwable cause) {
    if (!isAnswered()) {
      failure = cause;
      signal.complete(Signal.ANSWERED);
    }
  }

  /** What became of the send. */
  Placed answer() {
    Throwable cause = failure;
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    Placed answer = placed;
    if (answer == null) {
      throw new IllegalStateException("The send was not answered", cause);
    }
    return answer;
  }
}
