package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.conversations.MemberRole;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a change makes of its target's membership, while it is unfinished and afterwards. */
public final class Transition {
  private Transition() {}

  /**
   * The target's membership under the change. Applying it again changes nothing. One who enters is
   * a member as soon as the log says so; one who exits is none as soon as it is decided.
   *
   * @param stored the membership as stored, or null
   * @param seq where the log says it; empty as long as it does not
   */
  public static @Nullable Member apply(
      Conversation conversation, Change change, @Nullable Member stored, OptionalLong seq) {
    if (stored != null && stored.epoch() >= change.number()) {
      return stored;
    }
    if (change.kind().enters()) {
      return seq.isEmpty() ? stored : entered(conversation, change, stored, seq.getAsLong());
    }
    if (stored == null || !stored.current()) {
      return stored;
    }
    return switch (change.kind()) {
      case LEAVE, KICK -> stored.closed(change, seq.orElse(stored.since()));
      case SILENCE -> stored.silenced(until(change), change.number());
      case UNSILENCE -> stored.silenced(null, change.number());
      default -> stored.assigned(roleOf(change), change.number());
    };
  }

  private static Member entered(
      Conversation conversation, Change change, @Nullable Member stored, long seq) {
    return stored == null
        ? Member.joining(
            conversation, Objects.requireNonNull(change.target()), roleOf(change), change, seq)
        : stored.rejoined(roleOf(change), change, seq);
  }

  private static Instant until(Change change) {
    return Instant.parse(
        Objects.requireNonNull(change.facts().get(Change.UNTIL), "It says until when"));
  }

  private static MemberRole roleOf(Change change) {
    return Objects.requireNonNull(change.role(), "A change of this kind has a role");
  }
}
