package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.Refusal;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled message as its author sees it.
 *
 * @param body null without words, and when the message was sent or canceled
 * @param attachments empty when the message was sent or canceled
 * @param messageId the message that it became
 * @param refusal why it was dropped
 */
@Schema(name = "ScheduledMessage", description = "A message that is to be sent later")
record ScheduledMessageView(
    String id,
    ConversationId conversationId,
    UserId senderId,
    @Nullable String clientMessageId,
    @Nullable String body,
    List<MediaId> attachments,
    @Nullable MessageId replyTo,
    Instant createdAt,
    Instant sendAt,
    State status,
    @Nullable MessageId messageId,
    @Nullable Refusal refusal) {

  static ScheduledMessageView of(Schedule schedule) {
    return new ScheduledMessageView(
        schedule.id(),
        schedule.conversation(),
        schedule.sender(),
        schedule.key().startsWith(Draft.MADE_HERE) ? null : schedule.key(),
        schedule.body(),
        schedule.attachments(),
        schedule.replyTo(),
        schedule.createdAt(),
        schedule.sendAt(),
        schedule.state(),
        schedule.message(),
        schedule.refusal());
  }
}
