package com.paidhr.messenger.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.messaging.MessageActions;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ScheduleMessage;
import com.paidhr.messenger.messaging.application.ScheduleMessage.Accepted;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.application.Sent;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The resources' requests, read and answered without HTTP. */
@ApplicationScoped
class DirectActions implements MessageActions {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  private final SendMessage sendMessage;
  private final ScheduleMessage scheduleMessage;
  private final MarkRead markRead;
  private final ObjectMapper mapper;

  @Inject
  DirectActions(
      SendMessage sendMessage,
      ScheduleMessage scheduleMessage,
      MarkRead markRead,
      ObjectMapper mapper) {
    this.sendMessage = sendMessage;
    this.scheduleMessage = scheduleMessage;
    this.markRead = markRead;
    this.mapper = mapper;
  }

  /**
   * A request to mark as read.
   *
   * @param messageId which message
   * @param upTo whether everything up to it was read, too
   */
  record Mark(@Nullable String messageId, @Nullable Boolean upTo) {}

  @Override
  public Done send(UserId sender, JsonNode request) {
    SendMessageRequest asked = read(request, SendMessageRequest.class);
    NewMessage message = asked.by(sender, null);
    if (asked.sendAt() != null) {
      Accepted accepted = scheduleMessage.schedule(message, asked.sendAt());
      return new Done(
          accepted.replayed() ? OK : ACCEPTED, ScheduledMessageView.of(accepted.schedule()));
    }
    Sent sent = sendMessage.send(message);
    return new Done(sent.replayed() ? OK : CREATED, sent.message());
  }

  @Override
  public Done read(UserId reader, JsonNode request) {
    Mark mark = read(request, Mark.class);
    MessageId id = messageId(mark.messageId());
    boolean upTo = Boolean.TRUE.equals(mark.upTo());
    return new Done(OK, new ReceiptView(id, reader, markRead.mark(reader, id, upTo).orElse(null)));
  }

  private static MessageId messageId(@Nullable String text) {
    if (text == null) {
      throw DomainException.invalid("/messageId", "Say which message it is");
    }
    try {
      return MessageId.fromString(text);
    } catch (InvalidIdException e) {
      throw new DomainException(ProblemType.NOT_FOUND, "Nothing has this id");
    }
  }

  /** What cannot be read fails with its cause, which is explained as for a request. */
  private <T> T read(JsonNode request, Class<T> type) {
    try {
      return mapper.treeToValue(request, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
