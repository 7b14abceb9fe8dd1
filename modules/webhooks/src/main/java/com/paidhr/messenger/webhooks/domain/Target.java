package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.streams.UserEvent;
import java.net.URI;
import java.util.Set;

/**
 * Where to, and what of.
 *
 * @param types names of events; empty for all
 * @param conversations only what happens in these; empty for all
 */
public record Target(URI url, Set<String> types, Set<ConversationId> conversations) {

  /** Says that something cannot be told; not to be left out. */
  public static final String GAP = "gap";

  /** All that can be asked for. */
  public static final Set<String> TYPES =
      Set.of(
          "message.created",
          "message.edited",
          "message.deleted",
          "message.reaction",
          "message.pinned",
          "message.status",
          "message.read",
          "conversation.created",
          "conversation.updated",
          "member.joined",
          "member.left",
          "member.role");

  /** Keeps its own copies. */
  public Target {
    types = Set.copyOf(types);
    conversations = Set.copyOf(conversations);
  }

  /** Whether the event is asked for. A gap is, unless it is of another conversation. */
  public boolean wants(UserEvent event) {
    boolean here =
        event.entry() == null
            || conversations.isEmpty()
            || conversations.contains(event.entry().conversation());
    return here && (types.isEmpty() || types.contains(event.type()) || event.type().equals(GAP));
  }
}
