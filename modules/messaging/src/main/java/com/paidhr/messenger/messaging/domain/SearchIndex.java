package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages by their words. */
public interface SearchIndex {

  /**
   * What a message must be.
   *
   * @param from the earliest time of sending, or null
   * @param to the time before which it was sent, or null
   * @param hasAttachment whether it carries a file, or null for either
   */
  record Filter(
      SearchQuery query,
      @Nullable UserId sender,
      @Nullable MessageKind kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean hasAttachment) {}

  /** Where a page of results ended. */
  record Position(Instant createdAt, String id) {}

  /**
   * Messages in the conversations, newest first, that have the words looked up, though perhaps not
   * in the order of a phrase; tombstones are left out.
   *
   * @param after the last one seen, or null at the start
   */
  List<Brief<Message>> find(
      Collection<ConversationId> conversations, Filter filter, @Nullable Position after, int limit);

  /**
   * The same among the conversation's messages {@code from} to {@code to}, highest seq first. Costs
   * as much as they are, whatever is searched for.
   */
  List<Brief<Message>> among(
      ConversationId conversation, long from, long to, Filter filter, int limit);
}
