package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /messages}. */
@Schema(name = "SendMessage", description = "A message to send; body or attachments are needed")
record SendMessageRequest(
    @Schema(required = true, description = "Where to send it") @Nullable String conversationId,
    @Schema(
            description = "Up to 40,000 characters (code points), Unicode NFC, kept as sent",
            maxLength = 40_000)
        @Nullable String body,
    @Schema(description = "Up to 10 uploaded files", maxItems = 10)
        @Nullable List<@Nullable String> attachments,
    @Schema(description = "The message that this one answers") @Nullable String replyTo,
    @Schema(
            description =
                "The client's own key: sending it again answers with the first result. 1 to 128 visible ASCII characters, not beginning with ~",
            maxLength = 128)
        @Nullable String clientMessageId,
    @Schema(
            description =
                "When to send it, instead of now; in the future, at most 366 days ahead by default")
        @Nullable Instant sendAt) {

  /**
   * What is asked for, with the key of the header {@code Idempotency-Key} where the body has none.
   */
  NewMessage by(UserId sender, @Nullable String idempotencyKey) {
    if (conversationId == null) {
      throw DomainException.invalid("/conversationId", "Say to which conversation it goes");
    }
    if (idempotencyKey != null
        && clientMessageId != null
        && !idempotencyKey.equals(clientMessageId)) {
      throw DomainException.invalid(
          "/clientMessageId", "The header Idempotency-Key has another value");
    }
    return new NewMessage(
        new ConversationId(conversationId),
        sender,
        body,
        files(),
        replyTo == null ? null : parsed(replyTo, "/replyTo", MessageId::fromString),
        clientMessageId == null ? idempotencyKey : clientMessageId);
  }

  private List<MediaId> files() {
    List<MediaId> files = new ArrayList<>();
    if (attachments != null) {
      for (int i = 0; i < attachments.size(); i++) {
        files.add(parsed(attachments.get(i), "/attachments/" + i, MediaId::new));
      }
    }
    return files;
  }

  private static <T> T parsed(@Nullable String id, String pointer, Function<String, T> parser) {
    try {
      if (id != null) {
        return parser.apply(id);
      }
    } catch (InvalidIdException e) {
      throw DomainException.invalid(pointer, "This cannot be an id");
    }
    throw DomainException.invalid(pointer, "An id is needed here");
  }
}
