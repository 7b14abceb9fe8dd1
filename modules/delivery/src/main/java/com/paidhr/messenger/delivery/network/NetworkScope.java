package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.UserId;
import java.util.Optional;

/**
 * Whom a network profile concerns. The narrowest scope whose profile has not expired applies alone:
 * a user's before a conversation's before the global one.
 *
 * @param value {@code global}, {@code conversation:<id>} or {@code user:<id>}
 */
public record NetworkScope(String value) {
  /** Everyone. */
  public static final NetworkScope GLOBAL = new NetworkScope("global");

  public static NetworkScope of(ConversationId conversation) {
    return new NetworkScope("conversation:" + conversation);
  }

  public static NetworkScope of(UserId user) {
    return new NetworkScope("user:" + user);
  }

  /** Reads a path segment; anything else is refused with status 400. */
  public static NetworkScope parse(String text) {
    int colon = text.indexOf(':');
    try {
      return switch (colon < 0 ? text : text.substring(0, colon + 1)) {
        case "global" -> GLOBAL;
        case "conversation:" -> of(new ConversationId(text.substring(colon + 1)));
        case "user:" -> of(new UserId(text.substring(colon + 1)));
        default -> throw refused();
      };
    } catch (InvalidIdException e) {
      throw refused();
    }
  }

  /** The conversation that the scope names, if it does. */
  public Optional<ConversationId> conversation() {
    return named("conversation:").map(ConversationId::new);
  }

  /** The user whom the scope names, if it does. */
  public Optional<UserId> user() {
    return named("user:").map(UserId::new);
  }

  private Optional<String> named(String kind) {
    return value.startsWith(kind) ? Optional.of(value.substring(kind.length())) : Optional.empty();
  }

  private static DomainException refused() {
    return DomainException.badParameter("scope", "scope is global, conversation:<id> or user:<id>");
  }

  @Override
  public String toString() {
    return value;
  }
}
