package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.ConversationChange;
import com.paidhr.messenger.streams.GapNote;
import com.paidhr.messenger.streams.MemberChange;
import com.paidhr.messenger.streams.MessagesRead;
import com.paidhr.messenger.streams.MessagesRead.Read;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one user is told of the entries of their inbox.
 *
 * @param views the messages that the user may see
 * @param access the conversations that the user may know
 * @param hiding who wants no receipts, the user perhaps among them
 */
record Reader(
    UserId user,
    Map<MessageId, MessageView> views,
    Map<ConversationId, Access> access,
    Set<UserId> hiding) {

  List<StreamEvent> eventsOf(Answer.Entries answer, EventShapes shapes) {
    List<StreamEvent> told = new ArrayList<>();
    Map<MessageId, InboxEntry> lastStatus = new HashMap<>();
    for (InboxEntry entry : answer.entries()) {
      if (entry.type() == Type.STATUS) {
        lastStatus.put(new MessageId(entry.conversation(), entry.seq()), entry);
      }
    }
    for (InboxEntry entry : answer.entries()) {
      if (entry.type() != Type.STATUS || isLast(entry, lastStatus)) {
        tell(entry, EntryRenderer.at(answer, entry), shapes, told);
      }
    }
    return told;
  }

  /** All of them show the status as it is now. */
  private static boolean isLast(InboxEntry entry, Map<MessageId, InboxEntry> lastStatus) {
    return entry.equals(lastStatus.get(new MessageId(entry.conversation(), entry.seq())));
  }

  private void tell(
      InboxEntry entry, InboxCursor cursor, EventShapes shapes, List<StreamEvent> told) {
    switch (entry.type()) {
      case MESSAGE, EDITED, DELETED, REACTION, PINNED, STATUS -> {
        MessageView view = views.get(new MessageId(entry.conversation(), entry.seq()));
        if (view != null) {
          told.addAll(shapes.message(entry, view, cursor));
        }
      }
      case GAP -> add(told, shapes, "gap", cursor, gap(entry));
      case READ -> add(told, shapes, "message.read", cursor, read(entry));
      case CONVERSATION -> add(told, shapes, "conversation.updated", cursor, conversation(entry));
      case CREATED -> add(told, shapes, "conversation.created", cursor, conversation(entry));
      case LEFT -> add(told, shapes, "member.left", cursor, ownEnd(entry));
    }
  }

  private static void add(
      List<StreamEvent> told,
      EventShapes shapes,
      String type,
      InboxCursor cursor,
      @Nullable Object payload) {
    if (payload != null) {
      told.add(shapes.of(type, cursor, payload));
    }
  }

  private @Nullable GapNote gap(InboxEntry entry) {
    Access known = access.get(entry.conversation());
    if (known == null) {
      return null;
    }
    long first = Math.max(entry.seq(), known.visibility().from());
    return first > entry.upTo()
        ? null
        : new GapNote(
            "messages",
            List.of(new GapNote.Fetch(entry.conversation(), first - 1, entry.upTo(), null, null)));
  }

  /** One's own marks are always told, for one's other devices. */
  private @Nullable MessagesRead read(InboxEntry entry) {
    Access known = access.get(entry.conversation());
    if (known == null) {
      return null;
    }
    if (entry.readings().isEmpty()) {
      return mayCount(known)
          ? new MessagesRead(entry.conversation(), List.of(), entry.seq(), entry.version())
          : null;
    }
    List<Read> reads =
        entry.readings().stream()
            .filter(one -> mayName(one.who(), known))
            .map(one -> new Read(one.who(), one.seq(), one.through() == 0 ? null : one.through()))
            .toList();
    long last = reads.stream().mapToLong(Read::seq).max().orElse(0);
    return reads.isEmpty() ? null : new MessagesRead(entry.conversation(), reads, last, null);
  }

  private boolean mayCount(Access known) {
    return known.receipts() != ReceiptsMode.OFF && !hiding.contains(user);
  }

  private boolean mayName(UserId who, Access known) {
    return user.equals(who)
        || (known.receipts() == ReceiptsMode.FULL
            && !hiding.contains(who)
            && !hiding.contains(user));
  }

  private @Nullable ConversationChange conversation(InboxEntry entry) {
    return access.containsKey(entry.conversation())
        ? new ConversationChange(entry.conversation(), entry.version())
        : null;
  }

  /**
   * Members read in the log who joined, left or has another role; who is out has no log, and is
   * told here. Where they have come back and see it, there is nothing to tell.
   */
  private @Nullable MemberChange ownEnd(InboxEntry entry) {
    if (!user.equals(entry.who())) {
      return null;
    }
    long seq = entry.version();
    Access known = access.get(entry.conversation());
    boolean isBack = known != null && known.role() != null && known.visibility().sees(seq);
    return isBack ? null : new MemberChange(entry.conversation(), user, null, null, seq);
  }
}
