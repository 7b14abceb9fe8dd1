package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.ConversationCreated;
import com.paidhr.messenger.conversations.MemberConfigured;
import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.messaging.ReadChanged;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What changed on this node and is to be told. It is bounded: what finds no room is found by the
 * mark that it left in the store, and so is what the node takes with it when it ends.
 */
@ApplicationScoped
public class ChangeBuffer {

  /** A change that waits. */
  sealed interface Waiting {
    /** A message. */
    record OfMessage(Untold change) implements Waiting {}

    /** A message whose changes are to be looked up. */
    record Unread(MessageId message) implements Waiting {}

    /** Something was read. */
    record OfReading(UntoldRead read) implements Waiting {}

    /** A new conversation. */
    record Creation(ConversationId conversation) implements Waiting {}

    /** A member's own settings. */
    record OfMember(ConversationId conversation, UserId user) implements Waiting {}
  }

  private final BlockingQueue<Waiting> waiting;
  private volatile boolean hasLeftSome = true; // an earlier life of this node may have

  @Inject
  public ChangeBuffer(ChangeSettings settings) {
    this.waiting = new LinkedBlockingQueue<>(settings.buffer());
  }

  void on(@Observes MessageChanged event) {
    add(new Waiting.OfMessage(event.change()));
  }

  void on(@Observes ReadChanged event) {
    add(new Waiting.OfReading(event.read()));
  }

  void on(@Observes ConversationCreated event) {
    add(new Waiting.Creation(event.conversation()));
  }

  void on(@Observes MemberConfigured event) {
    add(new Waiting.OfMember(event.conversation(), event.user()));
  }

  /** Whatever is marked in these messages is to be told. */
  public void lookAt(Collection<MessageId> messages) {
    messages.forEach(message -> add(new Waiting.Unread(message)));
  }

  private void add(Waiting change) {
    if (!waiting.offer(change)) {
      leave();
    }
  }

  /** Something is left to be found by its mark, as soon as possible. */
  void leave() {
    hasLeftSome = true;
  }

  /** Whether something was left since this was asked last. */
  boolean hasLeftSome() {
    boolean left = hasLeftSome;
    hasLeftSome = false;
    return left;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What waits, at most {@code limit}; empty when nothing comes in the time. */
  List<Waiting> take(int limit, long millis) throws InterruptedException {
    @Nullable Waiting first = waiting.poll(millis, TimeUnit.MILLISECONDS);
    if (first == null) {
      return List.of();
    }
    List<Waiting> taken = new ArrayList<>();
    taken.add(first);
    waiting.drainTo(taken, limit - 1);
    return taken;
  }
}
