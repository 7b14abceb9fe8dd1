package com.paidhr.messenger.delivery;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;

/** Takes what clients say of the messages that they have received. */
public interface ReceivedMessages {

  /** The most messages that are acknowledged at once. */
  int MOST = 100;

  /**
   * A client of the user has these messages. The first time of each counts. What the user does not
   * see or has sent is left out, and so is what lies in a conversation beyond the detail limit.
   *
   * @throws IllegalArgumentException for more than {@value #MOST}
   */
  void acknowledge(UserId user, Collection<MessageId> messages);
}
