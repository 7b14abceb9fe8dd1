package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user had sent later, or still has. */
@ApplicationScoped
class OwnScheduledMessages implements PersonalData {
  private final Schedules schedules;

  /** A scheduled message, without content when it was sent or taken back. */
  record Line(
      String id,
      ConversationId conversationId,
      @Nullable String body,
      List<MediaId> attachments,
      @Nullable MessageId replyTo,
      Instant createdAt,
      Instant sendAt,
      Schedule.State status,
      @Nullable MessageId messageId) {

    static Line of(Schedule schedule) {
      return new Line(
          schedule.id(),
          schedule.conversation(),
          schedule.body(),
          schedule.attachments(),
          schedule.replyTo(),
          schedule.createdAt(),
          schedule.sendAt(),
          schedule.state(),
          schedule.message());
    }
  }

  @Inject
  OwnScheduledMessages(Schedules schedules) {
    this.schedules = schedules;
  }

  @Override
  public String part() {
    return "scheduled-messages";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    schedules.forEachOf(user, schedule -> records.add(Line.of(schedule)));
  }
}
