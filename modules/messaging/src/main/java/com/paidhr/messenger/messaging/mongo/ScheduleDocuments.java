package com.paidhr.messenger.messaging.mongo;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.Refusal;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.messaging.domain.Schedules.Line;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * How a schedule is stored. {@code slot} is {@code <sender>:<n>} and {@code hour} the hour of
 * {@code sendAt} since 1970; both only while it is open. {@code order} is {@code createdAt} in
 * microseconds: of two that are to be sent at one time the one that was scheduled first goes first.
 * The body lies as {@link StoredBody} says.
 */
final class ScheduleDocuments {
  private static final int BESIDE_THE_BODY = 2_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private ScheduleDocuments() {}

  static long hourOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), HOUR_MILLIS);
  }

  static String slot(UserId sender, int slot) {
    return sender + ":" + slot;
  }

  static Document of(Schedule schedule, int slot) {
    Document document =
        new Document("_id", schedule.id())
            .append("conversationId", schedule.conversation().value())
            .append("senderId", schedule.sender().value())
            .append("clientMessageId", schedule.key())
            .append("fingerprint", schedule.fingerprint())
            .append("createdAt", Date.from(schedule.createdAt()))
            .append("order", ChronoUnit.MICROS.between(Instant.EPOCH, schedule.createdAt()))
            .append("sendAt", Date.from(schedule.sendAt()))
            .append("state", schedule.state().name())
            .append("hour", hourOf(schedule.sendAt()))
            .append("slot", slot(schedule.sender(), slot));
    StoredBody.put(document, schedule.body());
    if (!schedule.attachments().isEmpty()) {
      document.append("attachments", schedule.attachments().stream().map(MediaId::value).toList());
    }
    MessageId replyTo = schedule.replyTo();
    if (replyTo != null) {
      document.append("replyTo", replyTo.value());
    }
    return document;
  }

  static Brief<Schedule> brief(Document document) {
    return StoredBody.brief(read(document), document, BESIDE_THE_BODY);
  }

  static Line line(Document document) {
    return new Line(
        new UserId(document.getString("senderId")),
        new ConversationId(document.getString("conversationId")));
  }

  static Schedule read(Document document) {
    List<String> files = document.getList("attachments", String.class, List.of());
    String replyTo = document.getString("replyTo");
    String message = document.getString("messageId");
    Date claimedAt = document.getDate("claimedAt");
    Document refusal = document.get("refusal", Document.class);
    return new Schedule(
        document.getString("_id"),
        new ConversationId(document.getString("conversationId")),
        new UserId(document.getString("senderId")),
        document.getString("clientMessageId"),
        document.getString("fingerprint"),
        StoredBody.read(document),
        files.stream().map(MediaId::new).toList(),
        replyTo == null ? null : MessageId.fromString(replyTo),
        document.getDate("createdAt").toInstant(),
        document.getDate("sendAt").toInstant(),
        State.valueOf(document.getString("state")),
        claimedAt == null ? null : claimedAt.toInstant(),
        message == null ? null : MessageId.fromString(message),
        refusal == null
            ? null
            : new Refusal(refusal.getString("type"), refusal.getString("detail")));
  }
}
