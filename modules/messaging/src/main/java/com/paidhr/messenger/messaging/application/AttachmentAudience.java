package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.media.AttachmentIntent;
import com.paidhr.messenger.media.MediaAudience;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells media who may see the messages that carry a file. */
@ApplicationScoped
class AttachmentAudience implements MediaAudience {
  private final MessageLog log;
  private final Conversations conversations;
  private final Schedules schedules;

  @Inject
  AttachmentAudience(MessageLog log, Conversations conversations, Schedules schedules) {
    this.log = log;
    this.schedules = schedules;
    this.conversations = conversations;
  }

  @Override
  public boolean maySeeAny(UserId user, Collection<MessageId> carriers) {
    Map<ConversationId, Access> access =
        conversations.accessOf(
            user, carriers.stream().map(MessageId::conversation).collect(Collectors.toSet()));
    List<MessageId> visible =
        carriers.stream()
            .filter(carrier ->
                Optional.ofNullable(access.get(carrier.conversation()))
                    .filter(known -> known.visibility().sees(carrier.seq()))
                    .isPresent())
            .toList();
    return log.brief(visible).stream().anyMatch(message -> !message.value().isDeleted());
  }

  @Override
  public Optional<MessageId> find(AttachmentIntent intent, MediaId file) {
    AuthorKey key = new AuthorKey(intent.sender().value(), intent.clientMessageId());
    return Optional.ofNullable(log.findByKeys(intent.conversation(), List.of(key)).get(key))
        .filter(message -> !message.isDeleted())
        .filter(message -> message.attachments().stream().anyMatch(one -> one.id().equals(file)))
        .map(Message::id);
  }

  @Override
  public boolean expects(AttachmentIntent intent) {
    String id = Schedule.idOf(intent.conversation(), intent.sender(), intent.clientMessageId());
    return schedules.find(id).filter(Schedule::isOpen).isPresent();
  }
}
