package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Edit;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the user's messages said before they were edited. */
@ApplicationScoped
class OwnEarlierBodies implements PersonalData {
  private static final int AT_ONCE = 16;

  private final Conversations conversations;
  private final Writings writings;
  private final MessageLog log;

  /**
   * An earlier body.
   *
   * @param number 1 for the first one
   */
  record Line(MessageId messageId, long number, @Nullable String body, Instant replacedAt) {}

  @Inject
  OwnEarlierBodies(Conversations conversations, Writings writings, MessageLog log) {
    this.conversations = conversations;
    this.writings = writings;
    this.log = log;
  }

  @Override
  public String part() {
    return "earlier-bodies";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    for (ConversationId conversation : conversations.everIn(user)) {
      writings.forEachEdited(conversation, user, message -> write(message, records));
    }
  }

  private void write(Message message, PersonalRecords records) throws IOException {
    for (long from = 1; from < message.version(); from += AT_ONCE) {
      long to = Math.min(message.version(), from + AT_ONCE);
      List<Edit> some =
          log.earlier(message.id(), LongStream.range(from, to).boxed().toList()).stream()
              .sorted(Comparator.comparingLong(Edit::version))
              .toList();
      for (Edit edit : some) {
        records.add(new Line(message.id(), edit.version(), edit.body(), edit.replacedAt()));
      }
    }
  }
}
