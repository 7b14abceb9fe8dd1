package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the user put under messages. Reactions lie with the messages, whoever wrote them, so the
 * logs of the user's conversations are walked, a stretch at a time.
 */
@ApplicationScoped
class OwnReactions implements PersonalData {
  private static final int STRETCH = 500;

  private final Conversations conversations;
  private final Writings writings;
  private final Messages messages;

  /** One reaction; of the message there is the id alone. */
  record Line(MessageId messageId, String emoji) {}

  @Inject
  OwnReactions(Conversations conversations, Writings writings, Messages messages) {
    this.conversations = conversations;
    this.writings = writings;
    this.messages = messages;
  }

  @Override
  public String part() {
    return "reactions";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    for (ConversationId conversation : conversations.everIn(user)) {
      long last = messages.lastSeq(conversation);
      for (long from = 1; from <= last; from += STRETCH) {
        long to = Math.min(last, from + STRETCH - 1);
        write(user, ids(conversation, from, to), records);
      }
    }
  }

  private static List<MessageId> ids(ConversationId conversation, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> new MessageId(conversation, seq))
        .toList();
  }

  private void write(UserId user, List<MessageId> stretch, PersonalRecords records)
      throws IOException {
    for (var under : writings.reactions(user, stretch).entrySet()) {
      for (String emoji : under.getValue()) {
        records.add(new Line(under.getKey(), emoji));
      }
    }
  }
}
