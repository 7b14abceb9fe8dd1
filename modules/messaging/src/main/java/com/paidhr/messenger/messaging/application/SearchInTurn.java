package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.SearchIndex;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.limits.HeavyWork;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search index that is asked as heavy work, one step at a time: who searches much waits behind
 * themselves, between steps others have their turns, and few searches burden the store at once.
 */
final class SearchInTurn implements SearchIndex {
  private static final String KIND = "search";

  private final SearchIndex index;
  private final HeavyWork work;

  SearchInTurn(SearchIndex index, HeavyWork work) {
    this.index = index;
    this.work = work;
  }

  @Override
  public List<Brief<Message>> find(
      Collection<ConversationId> conversations,
      Filter filter,
      @Nullable Position after,
      int limit) {
    return work.run(KIND, () -> index.find(conversations, filter, after, limit));
  }

  @Override
  public List<Brief<Message>> among(
      ConversationId conversation, long from, long to, Filter filter, int limit) {
    return work.run(KIND, () -> index.among(conversation, from, to, filter, limit));
  }

  /** Whether the texts of a found message match, which may take their analysis. */
  boolean matches(Filter filter, List<String> texts) {
    return !filter.query().isStricter() || work.run(KIND, () -> filter.query().matches(texts));
  }
}
