package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where users are members, or ever were: all conversations that they can have written to. */
public interface PastMemberships {

  /**
   * Such conversations of a user in the order of their ids, in one round trip.
   *
   * @param after the conversation to continue behind, or null to begin
   */
  List<ConversationId> of(UserId user, @Nullable ConversationId after, int limit);
}
