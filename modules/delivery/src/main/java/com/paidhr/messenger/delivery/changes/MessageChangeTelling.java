package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.messaging.MessageChanges;
import com.paidhr.messenger.messaging.MessageChanges.Kind;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells members of changed messages that they see: of a status its sender only. The marks go off
 * when all are told; whatever fails before that leaves them, and is done again.
 */
@ApplicationScoped
class MessageChangeTelling {
  /** Entries that are sent at once. */
  private static final int AT_ONCE = 5_000;

  private final MessageChanges changes;
  private final Messages messages;
  private final Listeners listeners;
  private final Inboxes inboxes;

  @Inject
  MessageChangeTelling(
      MessageChanges changes, Messages messages, Listeners listeners, Inboxes inboxes) {
    this.changes = changes;
    this.messages = messages;
    this.listeners = listeners;
    this.inboxes = inboxes;
  }

  /** Tells of the changes, of a message that changed twice once. */
  void tell(Collection<Untold> told) {
    Map<MessageId, Untold> newest = new LinkedHashMap<>();
    told.forEach(change -> newest.merge(change.message(), change, MessageChangeTelling::later));
    Map<ConversationId, List<Untold>> byConversation = new LinkedHashMap<>();
    for (Untold change : newest.values()) {
      byConversation
          .computeIfAbsent(change.message().conversation(), id -> new ArrayList<>())
          .add(change);
    }
    tellSenders(newest.values());
    byConversation.forEach(this::tellMembers);
    changes.told(newest.values());
  }

  private static Untold later(Untold one, Untold other) {
    return one.revision() > other.revision() ? one : other;
  }

  private void tellSenders(Collection<Untold> told) {
    List<Untold> statuses =
        told.stream().filter(change -> change.kinds().contains(Kind.STATUS)).toList();
    if (statuses.isEmpty()) {
      return;
    }
    Map<MessageId, MessageSummary> found =
        messages.findAll(statuses.stream().map(Untold::message).toList());
    List<InboxChange> entries = new ArrayList<>();
    for (Untold change : statuses) {
      MessageSummary message = found.get(change.message());
      if (message != null) {
        UserId sender = message.sender();
        entries.add(
            InboxChange.ofMessage(sender, Type.STATUS, change.message(), change.revision()));
      }
    }
    inboxes.tell(entries);
  }

  private void tellMembers(ConversationId conversation, List<Untold> told) {
    if (told.stream()
        .noneMatch(change -> change.kinds().stream().anyMatch(k -> k != Kind.STATUS))) {
      return;
    }
    List<InboxChange> entries = new ArrayList<>();
    listeners.eachSight(
        conversation,
        members -> {
          for (Visibility member : members) {
            told.forEach(change -> add(entries, member, change));
            if (entries.size() >= AT_ONCE) {
              inboxes.tell(entries);
              entries.clear();
            }
          }
        });
    inboxes.tell(entries);
  }

  private static void add(List<InboxChange> entries, Visibility member, Untold change) {
    if (member.sees(change.message().seq())) {
      for (Kind kind : change.kinds()) {
        if (kind != Kind.STATUS) {
          entries.add(
              InboxChange.ofMessage(
                  member.user(), type(kind), change.message(), change.revision()));
        }
      }
    }
  }

  private static Type type(Kind kind) {
    return switch (kind) {
      case EDITED -> Type.EDITED;
      case DELETED -> Type.DELETED;
      case REACTION -> Type.REACTION;
      case PINNED -> Type.PINNED;
      case STATUS -> Type.STATUS;
    };
  }
}
