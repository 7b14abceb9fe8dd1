package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.ConversationChanges;
import com.paidhr.messenger.conversations.ConversationChanges.UntoldSettings;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Tells of new conversations, of what SYSTEM messages report, and of members' own settings. */
@ApplicationScoped
public class ConversationTelling {
  private final ConversationChanges conversations;
  private final MessageChanges messages;
  private final Listeners listeners;
  private final Inboxes inboxes;

  @Inject
  public ConversationTelling(
      ConversationChanges conversations,
      MessageChanges messages,
      Listeners listeners,
      Inboxes inboxes) {
    this.conversations = conversations;
    this.messages = messages;
    this.listeners = listeners;
    this.inboxes = inboxes;
  }

  /** Tells founding members, who get no message about it. */
  void tellCreated(Collection<ConversationId> created) {
    for (ConversationId conversation : created) {
      listeners.eachMember(
          conversation,
          members ->
              inboxes.tell(
                  members.stream()
                      .map(member ->
                          InboxChange.ofConversation(member, Type.CREATED, conversation, 1, null))
                      .toList()));
    }
    conversations.toldCreations(created);
  }

  /** Tells members' own devices of their own settings. */
  void tellSettings(Collection<UntoldSettings> settings) {
    inboxes.tell(
        settings.stream()
            .map(one ->
                InboxChange.ofConversation(
                    one.user(), Type.CONVERSATION, one.conversation(), 0, one.user()))
            .toList());
    conversations.toldSettings(settings);
  }

  /**
   * Tells those whom SYSTEM messages concern and who may not have them: that a conversation is new
   * to them, or that they are out. It is told while the messages' job is done, which is done again
   * until this is. Everybody else reads the messages themselves.
   */
  public void tellReported(ConversationId conversation, Collection<MessageId> system) {
    if (system.isEmpty()) {
      return;
    }
    List<InboxChange> entries = new ArrayList<>();
    new TreeMap<>(messages.systemFacts(system))
        .forEach((id, facts) -> report(conversation, id.seq(), facts).ifPresent(entries::add));
    inboxes.tell(entries);
  }

  private static Optional<InboxChange> report(
      ConversationId conversation, long seq, SystemFacts facts) {
    String userId = facts.facts().get("userId");
    if (userId == null) {
      return Optional.empty();
    }
    UserId who = new UserId(userId);
    return switch (facts.type()) {
      case "member.joined", "member.added" ->
          Optional.of(InboxChange.ofConversation(who, Type.CREATED, conversation, seq, null));
      case "member.left", "member.kicked" ->
          Optional.of(InboxChange.ofConversation(who, Type.LEFT, conversation, seq, who));
      default -> Optional.empty();
    };
  }
}
