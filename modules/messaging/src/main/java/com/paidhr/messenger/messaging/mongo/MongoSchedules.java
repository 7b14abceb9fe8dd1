package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.Refusal;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.mongo.UniqueKeys;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Schedules in the collection {@code scheduledMessages}, as {@link ScheduleDocuments} says. */
@ApplicationScoped
class MongoSchedules implements Schedules {
  private static final List<State> OPEN = List.of(State.SCHEDULED, State.SENDING);
  private static final Bson CLOSING = combine(unset("slot"), unset("hour"), unset("claimedAt"));
  private static final Bson EMPTYING =
      combine(StoredBody.unset(), unset("attachments"), unset("replyTo"), unset("refusal"));

  private static final List<State> CANCELABLE =
      List.of(State.SCHEDULED, State.DROPPED, State.CANCELED);
  private static final Bson CANCELING =
      combine(set("state", State.CANCELED.name()), CLOSING, EMPTYING);

  private static final Bson TO_SEND = Sorts.ascending("sendAt", "order", "_id");

  /** Bodies may be long. */
  private static final int AT_ONCE = 16;

  private final MongoCollection<Document> schedules;

  @Inject
  MongoSchedules(MongoDatabase database) {
    schedules = database.getCollection(MessagingSchema.SCHEDULED);
  }

  @Override
  public boolean add(Schedule schedule, int slot) {
    return UniqueKeys.tryWrite(() -> schedules.insertOne(ScheduleDocuments.of(schedule, slot)));
  }

  @Override
  public Set<Integer> takenSlots(UserId sender) {
    return schedules
        .find(and(eq("senderId", sender.value()), in("state", names(OPEN)), exists("slot")))
        .projection(Projections.include("slot"))
        .map(open -> open.getString("slot"))
        .map(slot -> Integer.valueOf(slot.substring(slot.lastIndexOf(':') + 1)))
        .into(new HashSet<>());
  }

  private static List<String> names(Collection<State> states) {
    return states.stream().map(State::name).toList();
  }

  @Override
  public Optional<Schedule> find(String id) {
    return Optional.ofNullable(schedules.find(eq("_id", id)).first()).map(ScheduleDocuments::read);
  }

  @Override
  public List<Brief<Schedule>> of(
      UserId sender, Collection<State> states, @Nullable Position after, int limit) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("senderId", sender.value()));
    conditions.add(in("state", names(states)));
    if (after != null) {
      Date time = Date.from(after.sendAt());
      conditions.add(or(gt("sendAt", time), and(eq("sendAt", time), gt("_id", after.id()))));
    }
    return schedules
        .find(and(conditions))
        .sort(Sorts.ascending("sendAt", "_id"))
        .projection(Projections.exclude("rest"))
        .limit(limit)
        .batchSize(limit + 1)
        .map(ScheduleDocuments::brief)
        .into(new ArrayList<>());
  }

  @Override
  public void forEachOf(UserId sender, PersonalRecords.Taker<Schedule> taker) throws IOException {
    try (MongoCursor<Schedule> cursor =
        schedules
            .find(eq("senderId", sender.value()))
            .batchSize(AT_ONCE)
            .map(ScheduleDocuments::read)
            .cursor()) {
      while (cursor.hasNext()) {
        taker.take(cursor.next());
      }
    }
  }

  @Override
  public List<Schedule> findAll(Collection<String> ids) {
    return schedules.find(in("_id", ids)).map(ScheduleDocuments::read).into(new ArrayList<>());
  }

  private List<Schedule> list(Bson filter, Bson order, int limit) {
    return schedules
        .find(filter)
        .sort(order)
        .limit(limit)
        .map(ScheduleDocuments::read)
        .into(new ArrayList<>());
  }

  @Override
  public List<Schedule> due(@Nullable Instant since, Instant now, int limit) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("state", State.SCHEDULED.name()));
    if (since != null) {
      List<Long> hours =
          LongStream.rangeClosed(ScheduleDocuments.hourOf(since) - 1, ScheduleDocuments.hourOf(now))
              .boxed()
              .toList();
      conditions.add(in("hour", hours));
    }
    conditions.add(lte("sendAt", Date.from(now)));
    return list(and(conditions), TO_SEND, limit);
  }

  @Override
  public List<Schedule> stuck(Instant claimedBefore, int limit) {
    return list(
        and(eq("state", State.SENDING.name()), lt("claimedAt", Date.from(claimedBefore))),
        TO_SEND,
        limit);
  }

  @Override
  public Set<Line> sending(int limit) {
    return schedules
        .find(eq("state", State.SENDING.name()))
        .projection(Projections.include("senderId", "conversationId"))
        .limit(limit)
        .map(ScheduleDocuments::line)
        .into(new HashSet<>());
  }

  @Override
  public boolean claim(Schedule schedule, Instant now) {
    Instant claimed = schedule.claimedAt();
    Bson asKnown =
        and(
            eq("_id", schedule.id()),
            eq("state", schedule.state().name()),
            claimed == null ? exists("claimedAt", false) : eq("claimedAt", Date.from(claimed)));
    Bson claim = combine(set("state", State.SENDING.name()), set("claimedAt", Date.from(now)));
    return schedules.updateOne(asKnown, claim).getMatchedCount() == 1;
  }

  @Override
  public void sent(String id, MessageId message) {
    schedules.updateOne(
        eq("_id", id),
        combine(
            set("state", State.SENT.name()), set("messageId", message.value()), CLOSING, EMPTYING));
  }

  @Override
  public void dropped(String id, Refusal refusal) {
    schedules.updateOne(
        and(eq("_id", id), eq("state", State.SENDING.name())),
        combine(
            set("state", State.DROPPED.name()),
            set("refusal", new Document("type", refusal.type()).append("detail", refusal.detail())),
            CLOSING));
  }

  @Override
  public void cancelAllOf(UserId sender) {
    schedules.updateMany(
        and(eq("senderId", sender.value()), in("state", names(CANCELABLE))), CANCELING);
  }

  @Override
  public boolean cancel(String id) {
    return schedules
            .updateOne(and(eq("_id", id), in("state", names(CANCELABLE))), CANCELING)
            .getMatchedCount()
        == 1;
  }
}
