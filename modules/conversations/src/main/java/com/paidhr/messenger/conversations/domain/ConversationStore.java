package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps conversations. A read sees every write that was acknowledged before it. */
public interface ConversationStore {

  /**
   * Stores a new conversation, marked as untold; false when its id exists, or its creator started
   * another one under the key.
   *
   * @param key under which its creator may find it again, or null
   */
  boolean add(Conversation conversation, @Nullable StartKey key);

  /**
   * Lets the user find, under this key too, a conversation that existed before. Of such keys the
   * last one of each user and conversation is kept.
   *
   * @return false when the user started or found another one under the key
   */
  boolean addKey(UserId user, ConversationId existing, StartKey key);

  /** What the user started or found under this key. */
  Optional<KeyedStart> findStarted(UserId user, String key);

  Optional<Conversation> find(ConversationId id);

  /** Those that exist, by id. */
  Map<ConversationId, Conversation> findAll(Collection<ConversationId> ids);

  /** Replaces it if its version is still {@code expected} and it has no unfinished change. */
  boolean replace(Conversation next, long expected);

  /** Notes who of a private conversation's pair blocks the other, in those that exist. */
  void setBlockers(Collection<ConversationId> ids, Set<UserId> blockers);

  /** Removes the change with this number if it is still there. */
  void settle(ConversationId id, long changeNumber);

  /**
   * Channels that are not archived, in the order of their ids.
   *
   * @param text parts of the name as {@link NameQuery} reads them, or null for all
   */
  List<Conversation> channels(@Nullable String text, @Nullable ConversationId after, int limit);

  /** All channels, archived ones among them, in the order of their ids. */
  List<Conversation> allChannels(@Nullable ConversationId after, int limit);

  /**
   * Those that exist and, besides, those with an unfinished change of this user's membership, by
   * id, in one round trip for each thousand.
   */
  Map<ConversationId, Conversation> findAllOrChanging(
      Collection<ConversationId> ids, UserId target);

  /** Conversations whose change was decided before {@code before} and never finished. */
  List<Conversation> unsettled(Instant before, int limit);
}
