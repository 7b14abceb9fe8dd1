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
import org.jspecify.annotations.Nullable;

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

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ConversationTelling() {
    this(null, null, null, null);
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
   * Tells what SYSTEM messages report, while their job is done: it is done again until this is. The
   * one concerned is told too, whether they are a member or not.
   *
   * @param members to whom the last of the messages is addressed
   */
  public void tellReported(
      ConversationId conversation, Collection<MessageId> system, Collection<UserId> members) {
    if (system.isEmpty()) {
      return;
    }
    List<InboxChange> entries = new ArrayList<>();
    new TreeMap<>(messages.systemFacts(system))
        .forEach((id, facts) -> report(entries, conversation, id.seq(), facts, members));
    inboxes.tell(entries);
  }

  private static void report(
      List<InboxChange> entries,
      ConversationId conversation,
      long seq,
      SystemFacts facts,
      Collection<UserId> members) {
    Type type = typeOf(facts).orElse(null);
    if (type == null) {
      return;
    }
    String userId = facts.facts().get("userId");
    @Nullable UserId who = userId == null ? null : new UserId(userId);
    if (who != null && type == Type.JOINED) {
      entries.add(InboxChange.ofConversation(who, Type.CREATED, conversation, seq, null));
    }
    for (UserId member : members) {
      entries.add(InboxChange.ofConversation(member, type, conversation, seq, who));
    }
    if (who != null && !members.contains(who)) {
      entries.add(InboxChange.ofConversation(who, type, conversation, seq, who));
    }
  }

  private static Optional<Type> typeOf(SystemFacts facts) {
    return switch (facts.type()) {
      case "member.joined", "member.added" -> Optional.of(Type.JOINED);
      case "member.left", "member.kicked" -> Optional.of(Type.LEFT);
      case "member.role" -> Optional.of(Type.ROLE);
      case "conversation.updated", "conversation.archived", "conversation.restored" ->
          Optional.of(Type.CONVERSATION);
      default -> Optional.empty();
    };
  }
}
