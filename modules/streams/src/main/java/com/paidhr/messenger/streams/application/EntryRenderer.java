package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes events of entries, for many users at once: what is shown is read now and shown through the
 * one visibility rule. What a user may not see any more is left out. However many users and entries
 * there are, the stores are asked a small fixed number of times per {@value Messages#MAX_RANGE}
 * messages.
 */
@ApplicationScoped
public class EntryRenderer {
  private final Messages messages;
  private final Conversations conversations;
  private final ReceiptTellers receipts;
  private final Events events;

  @Inject
  EntryRenderer(
      Messages messages, Conversations conversations, ReceiptTellers receipts, Events events) {
    this.messages = messages;
    this.conversations = conversations;
    this.receipts = receipts;
    this.events = events;
  }

  /** The events of each user, in the order of the entries. */
  Map<UserId, List<StreamEvent>> render(Map<UserId, Answer.Entries> read) {
    Map<UserId, List<StreamEvent>> rendered = HashMap.newHashMap(read.size());
    Map<UserId, Answer.Entries> batch = new LinkedHashMap<>();
    Set<MessageId> asked = new HashSet<>();
    for (Map.Entry<UserId, Answer.Entries> one : read.entrySet()) {
      Set<MessageId> own = messagesOf(one.getValue().entries());
      if (!batch.isEmpty() && asked.size() + own.size() > Messages.MAX_RANGE) {
        rendered.putAll(renderTogether(batch));
        batch.clear();
        asked.clear();
      }
      batch.put(one.getKey(), one.getValue());
      asked.addAll(own);
    }
    rendered.putAll(renderTogether(batch));
    return rendered;
  }

  /** Messages are read before what their readers may see, so nothing shown is younger than that. */
  private Map<UserId, List<StreamEvent>> renderTogether(Map<UserId, Answer.Entries> read) {
    Map<UserId, Set<MessageId>> shown = new HashMap<>();
    Map<UserId, Set<ConversationId>> others = new HashMap<>();
    read.forEach((user, answer) -> {
      Set<MessageId> ids = messagesOf(answer.entries());
      if (!ids.isEmpty()) {
        shown.put(user, ids);
      }
      Set<ConversationId> rooms = conversationsOf(answer.entries());
      if (!rooms.isEmpty()) {
        others.put(user, rooms);
      }
    });
    Map<UserId, Map<MessageId, MessageView>> views =
        shown.isEmpty() ? Map.of() : messages.viewsFor(shown);
    Map<UserId, Map<ConversationId, Access>> access =
        others.isEmpty() ? Map.of() : conversations.accessOf(others);
    Set<UserId> hiding = receipts.hiding(read);
    EventShapes shapes = new EventShapes(events);
    Map<UserId, List<StreamEvent>> rendered = HashMap.newHashMap(read.size());
    read.forEach((user, answer) -> {
      Reader reader =
          new Reader(
              user,
              views.getOrDefault(user, Map.of()),
              access.getOrDefault(user, Map.of()),
              hiding);
      rendered.put(user, reader.eventsOf(answer, shapes));
    });
    return rendered;
  }

  private static Set<MessageId> messagesOf(Collection<InboxEntry> entries) {
    Set<MessageId> ids = new HashSet<>();
    for (InboxEntry entry : entries) {
      if (EventShapes.showsMessage(entry)) {
        ids.add(new MessageId(entry.conversation(), entry.seq()));
      }
    }
    return ids;
  }

  private static Set<ConversationId> conversationsOf(Collection<InboxEntry> entries) {
    Set<ConversationId> ids = new HashSet<>();
    for (InboxEntry entry : entries) {
      if (!EventShapes.showsMessage(entry)) {
        ids.add(entry.conversation());
      }
    }
    return ids;
  }

  /** Cursor of an entry in the life that an answer was read from. */
  static InboxCursor at(Answer.Entries answer, InboxEntry entry) {
    return answer.next().at(entry.id());
  }
}
