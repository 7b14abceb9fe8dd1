package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The messages of a conversation by the time of their last change. */
public interface ChangedMessages {

  /** How far one question looks from its place on, so that its work has an end. */
  Duration SPAN = Duration.ofDays(1);

  /** How far back changes can be asked for. */
  Duration REACH = Duration.ofDays(7);

  /**
   * A place in the order of changes.
   *
   * @param seq of the message there; 0 for all of that time
   */
  record Place(Instant at, long seq) {}

  /** A message and the place of its last change. */
  record Changed(Message message, Place place) {}

  /**
   * Messages whose last change stands behind a place and within {@link #SPAN} of it, by place.
   *
   * @param from the first seq that is asked for
   */
  List<Changed> changed(ConversationId conversation, long from, Place after, int limit);
}
