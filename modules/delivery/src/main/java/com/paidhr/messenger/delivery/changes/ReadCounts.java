package com.paidhr.messenger.delivery.changes;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many have read messages, for their senders. Each sender is told of the newest of their
 * messages that what was read may have covered, so the cost does not grow with the readers, nor
 * with how much they read at once.
 */
@ApplicationScoped
class ReadCounts {
  /** How far below what was read the newest message of a sender is looked for. */
  private static final int REACH = 100;

  private final Conversations conversations;
  private final Messages messages;

  @Inject
  ReadCounts(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /** What senders are to be told when somebody has read these messages. */
  List<InboxChange> of(ConversationId conversation, Set<Long> read) {
    long last = Collections.max(read);
    Map<UserId, MessageSummary> newest = new HashMap<>();
    messages
        .range(conversation, Math.max(1, last - REACH + 1), last)
        .forEach(message -> {
          if (message.kind() != MessageKind.SYSTEM) {
            newest.put(message.sender(), message);
          }
        });
    Map<UserId, Access> access = conversations.accessOf(newest.keySet(), conversation);
    List<InboxChange> told = new ArrayList<>();
    newest.forEach((sender, message) -> {
      Access own = access.get(sender);
      if (own != null && own.isMember() && own.receipts() != ReceiptsMode.OFF) {
        long count = messages.reads(own, message, List.of()).count().orElse(0);
        if (count > 0) {
          told.add(InboxChange.ofReaders(sender, message.id(), count));
        }
      }
    });
    return told;
  }
}
