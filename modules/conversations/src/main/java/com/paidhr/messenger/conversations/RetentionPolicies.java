package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For how long conversations keep their messages. */
public interface RetentionPolicies {

  /**
   * What one conversation says.
   *
   * @param days after how many days its messages are removed; 0 where it says nothing
   */
  record Policy(ConversationId conversation, int days) {}

  /**
   * The policies of conversations in the order of their ids, in one round trip.
   *
   * @param all whether those are wanted, too, that say nothing
   * @param after the conversation to continue behind, or null to begin
   */
  List<Policy> page(boolean all, @Nullable ConversationId after, int limit);
}
