package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.ConversationChange;
import com.paidhr.messenger.streams.MemberChange;
import com.paidhr.messenger.streams.MessageChange;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes each thing once, however many users are told of it. */
final class EventShapes {
  private final Events events;
  private final Map<Object, byte[]> written = new HashMap<>();

  EventShapes(Events events) {
    this.events = events;
  }

  private record Shown(long version, String id, @Nullable Object quote) {}

  /** Whether the entry is told by showing a message. */
  static boolean showsMessage(InboxEntry entry) {
    return entry.seq() > 0
        && switch (entry.type()) {
          case MESSAGE, EDITED, DELETED, REACTION, PINNED, STATUS -> true;
          case GAP, READ, CONVERSATION, LEFT, CREATED -> false;
        };
  }

  StreamEvent of(String type, InboxCursor cursor, Object payload) {
    return new StreamEvent(type, cursor, written.computeIfAbsent(payload, events::fields), true);
  }

  /**
   * A message, and before it what it reports of the conversation. The latter moves no cursor: who
   * is cut off between them is told both again.
   */
  List<StreamEvent> message(InboxEntry entry, MessageView view, InboxCursor cursor) {
    List<StreamEvent> told = new ArrayList<>(2);
    SystemFacts system = view.system();
    if (entry.type() == InboxEntry.Type.MESSAGE && system != null) {
      StreamEvent report = report(view, system);
      if (report != null) {
        told.add(report);
      }
    }
    long version = Math.max(entry.version(), view.revision());
    byte[] fields =
        written.computeIfAbsent(
            new Shown(version, view.id().value(), view.replyPreview()),
            shown -> events.fields(new MessageChange(view.conversationId(), version, view)));
    told.add(new StreamEvent(typeOf(entry.type()), cursor, fields, true));
    return told;
  }

  private static String typeOf(InboxEntry.Type type) {
    return type == InboxEntry.Type.MESSAGE ? type.text() : "message." + type.text();
  }

  private @Nullable StreamEvent report(MessageView view, SystemFacts system) {
    return switch (system.type()) {
      case "member.joined", "member.added" -> member("member.joined", view, system);
      case "member.left", "member.kicked" -> member("member.left", view, system);
      case "member.role" -> member("member.role", view, system);
      case "conversation.updated", "conversation.archived", "conversation.restored" ->
          new StreamEvent(
              "conversation.updated",
              null,
              events.fields(new ConversationChange(view.conversationId(), 0)),
              true);
      default -> null;
    };
  }

  private @Nullable StreamEvent member(String type, MessageView view, SystemFacts system) {
    String who = system.facts().get("userId");
    if (who == null) {
      return null;
    }
    MemberChange change =
        new MemberChange(
            view.conversationId(),
            new UserId(who),
            view.senderId(),
            system.facts().get("role"),
            view.seq());
    return new StreamEvent(type, null, written.computeIfAbsent(change, events::fields), true);
  }
}
