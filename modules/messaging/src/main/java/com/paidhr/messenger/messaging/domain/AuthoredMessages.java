package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;

/** What one user wrote. */
public interface AuthoredMessages {

  /**
   * Their messages of one conversation from behind a seq on, ascending, with the beginnings of long
   * bodies only; deleted ones among them, SYSTEM messages not.
   */
  List<Message> by(UserId author, ConversationId conversation, long after, int limit);
}
