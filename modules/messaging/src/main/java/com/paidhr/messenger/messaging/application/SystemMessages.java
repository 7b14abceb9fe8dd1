package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.SystemEvent;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Writes the changes of conversations into their logs, each once. */
@ApplicationScoped
class SystemMessages implements ConversationLog {
  private final Sequencer sequencer;
  private final MessageLog log;
  private final LogEnds ends;
  private final NewestMessages newest;
  private final Announcements announcements;

  @Inject
  SystemMessages(
      Sequencer sequencer,
      MessageLog log,
      LogEnds ends,
      NewestMessages newest,
      Announcements announcements) {
    this.sequencer = sequencer;
    this.log = log;
    this.ends = ends;
    this.newest = newest;
    this.announcements = announcements;
  }

  @Override
  public long append(ConversationId conversation, SystemEvent event) {
    String key = Draft.MADE_HERE + event.key();
    Placed placed =
        sequencer.append(
            new Draft(
                conversation,
                event.actor(),
                key,
                "",
                MessageKind.SYSTEM,
                sentence(event),
                List.of(),
                null,
                null,
                Mentions.NONE,
                new SystemFacts(event.kind(), event.facts())));
    Message message = placed.message();
    if (!placed.replayed()) {
      announcements.announce(
          new MessageAccepted(message.createdAt(), message.id(), message.sender(), true));
    }
    return message.seq();
  }

  private static String sentence(SystemEvent event) {
    return switch (event.kind()) {
      case "member.joined" -> "A member joined.";
      case "member.added" -> "A member was added.";
      case "member.left" -> "A member left.";
      case "member.kicked" -> "A member was removed.";
      case "member.role" -> "A member's role changed.";
      case "member.silenced" -> "A member may not write for a time.";
      case "member.unsilenced" -> "A member may write again.";
      case "conversation.archived" -> "The conversation was archived.";
      case "conversation.restored" -> "The conversation was restored.";
      default -> "The conversation was changed.";
    };
  }

  @Override
  public OptionalLong find(ConversationId conversation, String key) {
    AuthorKey wanted = new AuthorKey(Draft.MADE_HERE, Draft.MADE_HERE + key);
    Message message = log.findByKeys(conversation, List.of(wanted)).get(wanted);
    return message == null ? OptionalLong.empty() : OptionalLong.of(message.seq());
  }

  @Override
  public long lastSeq(ConversationId conversation) {
    return log.tail(conversation, ends.hint(conversation)).seq();
  }

  @Override
  public Map<ConversationId, LogHead> heads(Collection<ConversationId> conversations) {
    Map<ConversationId, LogHead> heads = new HashMap<>();
    newest
        .of(conversations)
        .forEach((conversation, message) ->
            heads.put(conversation, new LogHead(message.seq(), message.createdAt())));
    return heads;
  }
}
