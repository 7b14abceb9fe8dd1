package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.UserId;
import java.util.Optional;

/**
 * What a legal hold keeps: all messages of a conversation, or all that a user wrote anywhere.
 *
 * @param value {@code conversation:<id>} or {@code user:<id>}
 */
public record HoldScope(String value) {
  private static final String CONVERSATION = "conversation:";
  private static final String USER = "user:";

  /** All messages of the conversation. */
  public static HoldScope of(ConversationId conversation) {
    return new HoldScope(CONVERSATION + conversation);
  }

  /** All messages that the user wrote. */
  public static HoldScope of(UserId user) {
    return new HoldScope(USER + user);
  }

  /** Reads a path segment; anything else is refused with status 400. */
  public static HoldScope parse(String text) {
    try {
      return switch (text.substring(0, text.indexOf(':') + 1)) {
        case CONVERSATION -> of(new ConversationId(text.substring(CONVERSATION.length())));
        case USER -> of(new UserId(text.substring(USER.length())));
        default -> throw refused();
      };
    } catch (InvalidIdException e) {
      throw refused();
    }
  }

  /** The conversation, where it is one that is kept. */
  public Optional<ConversationId> conversation() {
    return value.startsWith(CONVERSATION)
        ? Optional.of(new ConversationId(value.substring(CONVERSATION.length())))
        : Optional.empty();
  }

  /** The user, where it is one whose messages are kept. */
  public Optional<UserId> user() {
    return value.startsWith(USER)
        ? Optional.of(new UserId(value.substring(USER.length())))
        : Optional.empty();
  }

  private static DomainException refused() {
    return DomainException.badParameter("scope", "scope is conversation:<id> or user:<id>");
  }

  @Override
  public String toString() {
    return value;
  }
}
