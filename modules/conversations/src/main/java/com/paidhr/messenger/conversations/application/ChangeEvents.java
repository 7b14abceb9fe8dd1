package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationChanged;
import com.paidhr.messenger.conversations.MemberJoined;
import com.paidhr.messenger.conversations.MemberLeft;
import com.paidhr.messenger.conversations.domain.Change;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells other modules what changed. An observer that fails does not undo or stop a change. */
@ApplicationScoped
public class ChangeEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeEvents.class);

  private final Event<MemberJoined> joined;
  private final Event<MemberLeft> left;
  private final Event<ConversationChanged> changed;

  @Inject
  ChangeEvents(
      Event<MemberJoined> joined, Event<MemberLeft> left, Event<ConversationChanged> changed) {
    this.joined = joined;
    this.left = left;
    this.changed = changed;
  }

  void tell(Conversation conversation, Change change, long seq) {
    try {
      fire(conversation.id(), change, seq);
    } catch (RuntimeException e) {
      LOG.error("Observer failed on change {} of {}", change.number(), conversation.id(), e);
    }
  }

  private void fire(ConversationId id, Change change, long seq) {
    UserId target = change.target();
    if (target != null && change.kind().enters()) {
      joined.fire(new MemberJoined(change.at(), id, target, change.actor(), seq));
    } else if (target != null && change.kind().exits()) {
      left.fire(new MemberLeft(change.at(), id, target, change.actor(), seq));
    } else {
      changed.fire(new ConversationChanged(change.at(), id, target, change.actor(), seq));
    }
  }
}
