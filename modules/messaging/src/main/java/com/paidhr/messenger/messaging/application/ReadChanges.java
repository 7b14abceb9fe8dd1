package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.ChangedMessages;
import com.paidhr.messenger.messaging.domain.ChangedMessages.Changed;
import com.paidhr.messenger.messaging.domain.ChangedMessages.Place;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists what changed in a conversation since a time, so that one who was cut off can catch up. A
 * change is listed at its time by the clock of the node that made it; ask from a few minutes
 * earlier, since what is listed again is only shown again.
 */
@ApplicationScoped
public class ReadChanges {
  private final ChangedMessages changes;
  private final Conversations conversations;
  private final Clock clock;

  @Inject
  ReadChanges(ChangedMessages changes, Conversations conversations, Clock clock) {
    this.changes = changes;
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * The messages that the reader sees and that changed at the time or later, as they are now, by
   * the time of the last change. A page looks at a day: it may be short, even empty, with a next.
   *
   * @throws DomainException with status 400 when the time is more than a week ago, 404 when the
   *     reader may not know the conversation
   */
  public Page<MessageView> since(
      UserId reader, ConversationId conversation, Instant since, PageRequest page) {
    Instant now = clock.instant();
    if (since.isBefore(now.minus(ChangedMessages.REACH))) {
      throw DomainException.badParameter(
          "changedSince", "changedSince is at most 7 days ago; read the history instead");
    }
    Place after = page.after(ReadChanges::place).orElse(new Place(since, 0));
    long from = conversations.accessOf(reader, conversation).visibility().from();
    List<Changed> found = changes.changed(conversation, from, after, page.limit() + 1);
    Visibility still = conversations.accessOf(reader, conversation).visibility();
    List<MessageView> shown =
        found.stream()
            .limit(page.limit())
            .map(Changed::message)
            .filter(message -> still.sees(message.seq()))
            .map(message -> Views.of(message, still))
            .toList();
    return new Page<>(shown, next(found, page.limit(), after, now));
  }

  private static @Nullable String next(List<Changed> found, int limit, Place after, Instant now) {
    if (found.size() > limit) {
      return cursor(found.get(limit - 1).place());
    }
    Instant end = after.at().plus(ChangedMessages.SPAN);
    return end.isBefore(now) ? cursor(new Place(end, 0)) : null;
  }

  private static String cursor(Place place) {
    return PageRequest.encode(place.at().toEpochMilli() + ":" + place.seq());
  }

  private static Place place(String position) {
    String[] parts = position.split(":", 2);
    long seq = parts[1].equals("0") ? 0 : PageRequest.seq(parts[1]);
    return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), seq);
  }
}
