package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.Presence;
import com.paidhr.messenger.streams.domain.Presence.State;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a signal with a payload says. */
sealed interface Heard {

  /** Somebody writes in a conversation of the user. */
  record Typing(ConversationId conversation, UserId who) implements Heard {}

  /** The user came, went, or is away. */
  record Came(Presence presence) implements Heard {}

  /** Sessions of the user were revoked: one, or all except one. */
  record Revoked(@Nullable String session, @Nullable String kept) implements Heard {

    boolean concerns(@Nullable String other) {
      return session == null ? !String.valueOf(kept).equals(other) : session.equals(other);
    }
  }

  /** As it is sent. */
  default String payload() {
    return switch (this) {
      case Typing typing -> "typing " + typing.conversation() + " " + typing.who();
      case Came came -> {
        Instant seen = came.presence().lastSeenAt();
        yield "presence "
            + came.presence().state()
            + " "
            + (seen == null ? 0 : seen.toEpochMilli());
      }
      case Revoked ended -> "revoked " + orDash(ended.session()) + " " + orDash(ended.kept());
    };
  }

  /** What was sent; empty when it is nothing known, such as what a newer node says. */
  static Optional<Heard> parse(String payload) {
    String[] words = payload.split(" ", -1);
    if (words.length != 3) {
      return Optional.empty();
    }
    try {
      return switch (words[0]) {
        case "typing" ->
            Optional.of(new Typing(new ConversationId(words[1]), new UserId(words[2])));
        case "presence" -> Optional.of(new Came(presence(words[1], Long.parseLong(words[2]))));
        case "revoked" -> Optional.of(new Revoked(orNull(words[1]), orNull(words[2])));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Presence presence(String state, long seen) {
    return new Presence(State.valueOf(state), seen == 0 ? null : Instant.ofEpochMilli(seen));
  }

  private static String orDash(@Nullable String word) {
    return word == null ? "-" : word;
  }

  private static @Nullable String orNull(String word) {
    return word.equals("-") ? null : word;
  }
}
