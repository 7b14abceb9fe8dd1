package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an author wrote in a conversation, in no order, a few messages in memory at a time. Messages
 * that are SYSTEM are written by nobody.
 */
public interface Writings {

  /** All of the author's messages with what they say now, tombstones among them. */
  void forEach(ConversationId conversation, UserId author, PersonalRecords.Taker<Message> taker)
      throws IOException;

  /** Those that were edited and not deleted, without their bodies. */
  void forEachEdited(
      ConversationId conversation, UserId author, PersonalRecords.Taker<Message> taker)
      throws IOException;

  /** The emojis that the user put under messages; messages without one are left out. */
  Map<MessageId, List<String>> reactions(UserId user, Collection<MessageId> under);
}
