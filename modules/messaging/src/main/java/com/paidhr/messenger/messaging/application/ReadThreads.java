package com.paidhr.messenger.messaging.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.Brief;
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
  private final KnownReaders readers;

  @Inject
  ReadThreads(MessageLog log, MessageEdits messages, Conversations conversations) {
    this.log = log;
    this.messages = messages;
    this.readers = new KnownReaders(conversations);
  }

  /**
   * The thread that began with a message, ascending: that message, then the direct and indirect
   * answers to it. A reader from whom the first message is hidden gets those answers that they see.
   *
   * @throws DomainException with status 404 when the reader sees neither the first message nor an
   *     answer
   */
  public Page<MessageView> thread(UserId reader, MessageId root, PageRequest page) {
    long after = page.after(PageRequest::seq).orElse(0L);
    int surplus = page.limit() + 1;
    long from = readers.confirmed(reader, root.conversation()).from();
    List<Brief<Message>> found = new ArrayList<>();
    if (after == 0 && root.seq() >= from) {
      found.addAll(log.brief(List.of(root)));
    }
    found.addAll(
        WholeBodies.briefly(
            surplus,
            () -> messages.thread(root, Math.max(Math.max(after, root.seq()), from - 1), surplus)));
    boolean begins = after > 0 || found.stream().anyMatch(m -> m.value().id().equals(root));
    Page<Message> read =
        WholeBodies.page(
            log, found, page.limit(), last -> PageRequest.encode(Long.toString(last.seq())));
    Visibility visibility = readers.confirmed(reader, root.conversation());
    List<Message> shown = read.items().stream().filter(m -> visibility.sees(m.seq())).toList();
    if (visibility.sees(root.seq()) ? !begins : shown.isEmpty()) {
      throw DomainException.notFound("message", root);
    }
    return new Page<>(shown, read.next()).map(message -> Views.of(message, visibility));
  }

  /** The pinned messages that the reader sees, the last pinned first. */
  public Page<MessageView> pinned(UserId reader, ConversationId conversation, PageRequest page) {
    Pin after = page.after(ReadThreads::pin).orElse(null);
    long from = readers.confirmed(reader, conversation).from();
    int surplus = page.limit() + 1;
    List<Brief<Message>> found =
        WholeBodies.briefly(surplus, () -> messages.pinned(conversation, from, after, surplus));
    Page<Message> pins = WholeBodies.page(log, found, page.limit(), ReadThreads::cursor);
    Visibility still = readers.confirmed(reader, conversation);
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
