package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Membership;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.GapNote;
import com.paidhr.messenger.streams.GapNote.Fetch;
import com.paidhr.messenger.streams.domain.StreamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what to fetch when an inbox cannot tell. What the client has of a conversation only the
 * client knows, since messages may be delivered long after they were sent; so every conversation is
 * named from the first message that is addressed to the user.
 */
@ApplicationScoped
public class GapNotes {
  /**
   * A change may be told some time after it was made, and clocks differ: what changed that long
   * before the cursor is fetched again.
   */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final Conversations conversations;
  private final Events events;
  private final StreamMetrics metrics;
  private final Clock clock;

  @Inject
  GapNotes(Conversations conversations, Events events, StreamMetrics metrics, Clock clock) {
    this.conversations = conversations;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Everything that the user is to fetch.
   *
   * @param lost the cursor that cannot be resumed, null when the client's was none at all
   */
  StreamEvent all(UserId user, @Nullable InboxCursor lost, Answer.Gap gap) {
    Instant changedSince = lost == null ? null : changedSince(lost);
    List<Fetch> fetch =
        conversations.memberships(user).stream()
            .map((Membership own) ->
                new Fetch(own.conversation(), own.since() - 1, null, own.from(), changedSince))
            .toList();
    metrics.count(StreamMetrics.Count.GAPS);
    return new StreamEvent(
        "gap",
        gap.head(),
        events.fields(new GapNote(gap.reason().name().toLowerCase(Locale.ROOT), fetch)),
        true);
  }

  /** Null where the cursor's time cannot be. */
  private @Nullable Instant changedSince(InboxCursor lost) {
    Instant told = Instant.ofEpochMilli(Math.min(Entries.millis(lost), 253_402_300_799_999L));
    return told.isAfter(clock.instant().plus(MARGIN)) ? null : told.minus(MARGIN);
  }
}
