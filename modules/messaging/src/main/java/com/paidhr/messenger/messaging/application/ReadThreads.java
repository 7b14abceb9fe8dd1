package com.paidhr.messenger.messaging.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageEdits.Pin;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists what belongs together across a conversation: a thread's messages, and the pinned ones. */
@ApplicationScoped
public class ReadThreads {
  private final MessageLog log;
  private final MessageEdits messages;
  private final Conversations conversations;

  @Inject
  ReadThreads(MessageLog log, MessageEdits messages, Conversations conversations) {
    this.log = log;
    this.messages = messages;
    this.conversations = conversations;
  }

  /**
   * The thread that began with a message, ascending: that message, then the direct and indirect
   * answers to it.
   *
   * @throws DomainException with status 404 when the reader does not see the first message
   */
  public Page<MessageView> thread(UserId reader, MessageId root, PageRequest page) {
    long after = page.after(PageRequest::seq).orElse(0L);
    List<Message> found = new ArrayList<>();
    if (after == 0) {
      log.find(root).ifPresent(found::add);
    }
    found.addAll(messages.thread(root, Math.max(after, root.seq()), page.limit() + 1));
    Visibility visibility = conversations.accessOf(reader, root.conversation()).visibility();
    if (!visibility.sees(root.seq())
        || (after == 0 && found.stream().noneMatch(m -> m.id().equals(root)))) {
      throw DomainException.notFound("message", root);
    }
    List<Message> visible = found.stream().filter(m -> visibility.sees(m.seq())).toList();
    return Page.ofSurplus(
            visible.subList(0, Math.min(visible.size(), page.limit() + 1)),
            page.limit(),
            last -> PageRequest.encode(Long.toString(last.seq())))
        .map(message -> Views.of(message, visibility));
  }

  /** The pinned messages that the reader sees, the last pinned first. */
  public Page<MessageView> pinned(UserId reader, ConversationId conversation, PageRequest page) {
    Pin after = page.after(ReadThreads::pin).orElse(null);
    long from = conversations.accessOf(reader, conversation).visibility().from();
    List<Message> found = messages.pinned(conversation, from, after, page.limit() + 1);
    Visibility still = conversations.accessOf(reader, conversation).visibility();
    Page<Message> pins = Page.ofSurplus(found, page.limit(), ReadThreads::cursor);
    List<Message> shown = pins.items().stream().filter(pin -> still.sees(pin.seq())).toList();
    return new Page<>(shown, pins.next()).map(message -> Views.of(message, still));
  }

  private static String cursor(Message pin) {
    Instant at = requireNonNull(pin.pinnedAt());
    return PageRequest.encode(at.toEpochMilli() + ":" + pin.seq());
  }

  private static Pin pin(String position) {
    String[] parts = position.split(":", 2);
    return new Pin(Instant.ofEpochMilli(Long.parseLong(parts[0])), PageRequest.seq(parts[1]));
  }
}
