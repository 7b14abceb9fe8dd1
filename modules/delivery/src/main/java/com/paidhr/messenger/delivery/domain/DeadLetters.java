package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where dead letters are kept. */
public interface DeadLetters {

  /** Which dead letters; what is null does not matter. */
  record Filter(@Nullable String cause, @Nullable ConversationId conversation) {}

  /** Adds dead letters in one write, each replacing an older one of the same id. */
  void put(Collection<DeadLetter> letters);

  /** Those of the dead letters that there are, by id. */
  Map<String, DeadLetter> find(Collection<String> ids);

  /** One dead letter. */
  default Optional<DeadLetter> find(String id) {
    return Optional.ofNullable(find(Set.of(id)).get(id));
  }

  /** Up to {@code limit + 1} in the order of their ids, beginning behind the page's position. */
  List<DeadLetter> list(Filter filter, PageRequest page);

  /** Dead letters that are being tried again, up to {@code limit + 1} as {@link #list}. */
  List<DeadLetter> replaying(PageRequest page);

  long count(Filter filter);

  /** Marks a dead letter as being tried again. False when it is gone or is already. */
  boolean markReplaying(String id);

  /** Marks dead letters as being tried again; those that are gone are left out. */
  void markReplaying(Collection<String> ids);

  /** Marks dead letters as not being tried again. */
  void unmarkReplaying(Collection<String> ids);

  /**
   * Ends a replay that failed: replaces the dead letter of the same id if it is still being tried
   * again. One that was discarded meanwhile stays gone.
   *
   * @return whether it was
   */
  boolean endReplay(DeadLetter failed);

  /** Removes dead letters that are resolved. */
  void remove(Collection<String> ids);
}
