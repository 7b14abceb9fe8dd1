package com.paidhr.messenger.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Report.Outcome;
import com.paidhr.messenger.messaging.domain.Report.Resolution;
import com.paidhr.messenger.messaging.domain.Report.State;
import com.paidhr.messenger.messaging.domain.Reports;
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
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Reports in the collection {@code reports}: {@code _id "<message>~<reporter>", order, messageId,
 * reporter, author, reason, excerpt, attachments, createdAt, state, resolution {outcome, by, at,
 * note}}.
 */
@ApplicationScoped
class MongoReports implements Reports {
  private static final String STATE = "state";
  private static final int AT_ONCE = 100;

  private final MongoCollection<Document> reports;

  @Inject
  MongoReports(MongoDatabase database) {
    reports = database.getCollection(MessagingSchema.REPORTS);
  }

  @Override
  public boolean add(Report report) {
    Document stored =
        new Document("_id", report.id())
            .append("order", report.order())
            .append("messageId", report.message().value())
            .append("reporter", report.reporter().value())
            .append("author", report.author().value())
            .append("reason", report.reason())
            .append("excerpt", report.excerpt())
            .append("attachments", report.attachments())
            .append("createdAt", Date.from(report.createdAt()))
            .append(STATE, report.state().name());
    return UniqueKeys.tryWrite(() -> reports.insertOne(stored));
  }

  @Override
  public Optional<Report> find(String id) {
    return Optional.ofNullable(reports.find(eq("_id", id)).first()).map(MongoReports::report);
  }

  @Override
  public List<Report> page(@Nullable State state, @Nullable String after, int limit) {
    List<Bson> conditions = new ArrayList<>();
    if (state != null) {
      conditions.add(eq(STATE, state.name()));
    }
    if (after != null) {
      conditions.add(gt("order", after));
    }
    return reports
        .find(conditions.isEmpty() ? new Document() : and(conditions))
        .sort(Sorts.ascending("order"))
        .limit(limit)
        .map(MongoReports::report)
        .into(new ArrayList<>());
  }

  @Override
  public void forEachOf(UserId reporter, PersonalRecords.Taker<Report> taker) throws IOException {
    try (MongoCursor<Report> cursor =
        reports
            .find(eq("reporter", reporter.value()))
            .batchSize(AT_ONCE)
            .map(MongoReports::report)
            .cursor()) {
      while (cursor.hasNext()) {
        taker.take(cursor.next());
      }
    }
  }

  @Override
  public long countOpen(UserId reporter) {
    return reports.countDocuments(
        and(eq("reporter", reporter.value()), eq(STATE, State.OPEN.name())));
  }

  @Override
  public void forgetExcerpts(Collection<MessageId> messages) {
    reports.updateMany(
        in("messageId", messages.stream().map(MessageId::value).toList()), unset("excerpt"));
  }

  @Override
  public void forgetReasons(UserId reporter) {
    reports.updateMany(eq("reporter", reporter.value()), set("reason", ""));
  }

  @Override
  public void removeOpen(String id) {
    reports.deleteOne(and(eq("_id", id), eq(STATE, State.OPEN.name())));
  }

  @Override
  public boolean resolve(MessageId message, Resolution resolution) {
    Document decided =
        new Document("outcome", resolution.outcome().name())
            .append("by", resolution.by().value())
            .append("at", Date.from(resolution.at()))
            .append("note", resolution.note());
    return reports
            .updateMany(
                and(eq("messageId", message.value()), eq(STATE, State.OPEN.name())),
                combine(set(STATE, State.RESOLVED.name()), set("resolution", decided)))
            .getMatchedCount()
        > 0;
  }

  @Override
  public void removeResolvedBefore(Instant then) {
    reports.deleteMany(and(eq(STATE, State.RESOLVED.name()), lt("resolution.at", Date.from(then))));
  }

  private static Report report(Document document) {
    Document resolution = document.get("resolution", Document.class);
    return new Report(
        document.getString("_id"),
        document.getString("order"),
        MessageId.fromString(document.getString("messageId")),
        new UserId(document.getString("reporter")),
        new UserId(document.getString("author")),
        document.getString("reason"),
        document.getString("excerpt"),
        document.getInteger("attachments"),
        document.getDate("createdAt").toInstant(),
        resolution == null ? null : resolution(resolution));
  }

  private static Resolution resolution(Document document) {
    return new Resolution(
        Outcome.valueOf(document.getString("outcome")),
        new UserId(document.getString("by")),
        document.getDate("at").toInstant(),
        document.getString("note"));
  }
}
