package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.delivery.changes.ChangeBuffer.Waiting;
import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what waits in the buffer, behind the requests: what comes while one batch is told is the
 * next batch. Reads are gathered for a while, so that a conversation's are told together. A batch
 * that fails is left to its marks.
 */
@ApplicationScoped
class ChangeTeller {
  private static final int BATCH = 500;
  private static final long WAIT_MILLIS = 200;

  private final ChangeBuffer buffer;
  private final MessageChanges messages;
  private final ConversationChanges conversations;
  private final MessageChangeTelling ofMessages;
  private final ReadTelling ofReads;
  private final ConversationTelling ofConversations;
  private final StatusPace statuses;
  private final ChangeSettings settings;
  private final List<UntoldRead> reads = new ArrayList<>();
  private long readsSince;

  @Inject
  ChangeTeller(
      ChangeBuffer buffer,
      MessageChanges messages,
      ConversationChanges conversations,
      MessageChangeTelling ofMessages,
      ReadTelling ofReads,
      ConversationTelling ofConversations,
      StatusPace statuses,
      ChangeSettings settings) {
    this.buffer = buffer;
    this.messages = messages;
    this.conversations = conversations;
    this.ofMessages = ofMessages;
    this.ofReads = ofReads;
    this.ofConversations = ofConversations;
    this.statuses = statuses;
    this.settings = settings;
  }

  /**
   * Tells one batch, when there is one within a moment, and the reads and statuses that were
   * gathered long enough.
   *
   * @throws RuntimeException when a store fails; what was taken is left to its marks
   */
  void round() throws InterruptedException {
    statuses.release();
    long wait = reads.isEmpty() ? WAIT_MILLIS : Math.min(WAIT_MILLIS, untilReads());
    List<Waiting> batch = buffer.take(BATCH, wait);
    try {
      tell(batch);
      if (!reads.isEmpty() && (untilReads() == 0 || reads.size() >= BATCH)) {
        tellReads();
      }
    } catch (RuntimeException e) {
      buffer.leave();
      throw e;
    }
  }

  /** Tells what is left before the end. */
  void finish() throws InterruptedException {
    statuses.releaseAll();
    while (!buffer.isEmpty()) {
      tell(buffer.take(BATCH, 0));
    }
    tellReads();
  }

  private long untilReads() {
    long passed = (System.nanoTime() - readsSince) / 1_000_000;
    return Math.max(0, settings.gatherReads().toMillis() - passed);
  }

  private void tellReads() {
    List<UntoldRead> gathered = List.copyOf(reads);
    reads.clear();
    if (!gathered.isEmpty()) {
      ofReads.tell(gathered);
    }
  }

  private void tell(List<Waiting> batch) {
    List<Untold> changed = new ArrayList<>();
    Set<MessageId> unread = new LinkedHashSet<>();
    Set<ConversationId> created = new LinkedHashSet<>();
    Set<Waiting.OfMember> configured = new LinkedHashSet<>();
    for (Waiting waiting : batch) {
      switch (waiting) {
        case Waiting.OfMessage one -> changed.add(one.change());
        case Waiting.Unread one -> unread.add(one.message());
        case Waiting.OfReading one -> gather(one.read());
        case Waiting.Creation one -> created.add(one.conversation());
        case Waiting.OfMember one -> configured.add(one);
      }
    }
    changed.addAll(messages.untold(unread));
    if (!created.isEmpty()) {
      ofConversations.tellCreated(created);
    }
    if (!changed.isEmpty()) {
      ofMessages.tell(changed);
    }
    if (!configured.isEmpty()) {
      ofConversations.tellSettings(
          conversations.untoldSettings(
              configured.stream()
                  .map(one -> new ConversationChanges.Membership(one.conversation(), one.user()))
                  .toList()));
    }
  }

  private void gather(UntoldRead read) {
    if (reads.isEmpty()) {
      readsSince = System.nanoTime();
    }
    reads.add(read);
  }
}
